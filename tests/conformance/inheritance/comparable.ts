import type { JsonMap } from "../../../src/core/base/index.ts";
import { map } from "../inheritance-case.ts";

/** A workflow as data in which the order of tasks counts, unless several parents make it open. */
export function comparable(spec: JsonMap, isOrdered: boolean): JsonMap {
  const { input, ...rest } = spec;
  const parameters = Array.isArray(input) ? input.map((parameter) => JSON.stringify(parameter)) : [];
  const order = Object.keys(map(spec["tasks"]));
  return {
    ...rest,
    input: isOrdered ? parameters : parameters.toSorted(),
    order: isOrdered ? order : order.toSorted(),
  };
}
