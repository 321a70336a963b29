import { PyRegex } from "../../../python/index.ts";
import type { ParameterType } from "../../registry/parameter.ts";
import { instance } from "../../registry/types.ts";

/** A compiled regular expression. */
export const regex: ParameterType<PyRegex> = instance("regex", PyRegex);
