import { PyDateTime, PyTimeDelta, utc } from "../../../python/index.ts";
import type { ParameterType } from "../../registry/parameter.ts";
import { instance } from "../../registry/types.ts";

/** A datetime as it is. */
export const plainDatetime: ParameterType<PyDateTime> = instance("datetime", PyDateTime);

/** A datetime; one without a zone (YAML makes such) counts as UTC. */
export const datetime: ParameterType<PyDateTime> = {
  ...plainDatetime,
  convert: (argument) => {
    const value = argument as PyDateTime;
    return value.zone === null ? value.withZone(utc) : value;
  },
};

export const timespan: ParameterType<PyTimeDelta> = instance("timespan", PyTimeDelta);
