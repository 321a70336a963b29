import { randomUUID } from "node:crypto";
import { isMap, type Json, type JsonMap } from "../../core/base/index.ts";
import type { MistralFunctions } from "../../core/expressions/index.ts";

/**
 * Mistral's functions for an expression that is tried outside a workflow: what they give is taken from the data itself, from
 * its keys `__env`, `__execution`, `__task_execution`.
 *
 * @param data the data context
 */
export function dataFunctions(data: Json): MistralFunctions {
  const part = (key: string): JsonMap | undefined => {
    const value = isMap(data) && Object.hasOwn(data, key) ? data[key] : undefined;
    return isMap(value) ? value : undefined;
  };
  return {
    env: () => part("__env"),
    execution: () => part("__execution"),
    task(name) {
      const task = part("__task_execution");
      return name === undefined || task?.["name"] === name ? task : undefined;
    },
    tasks: () => [],
    executions: () => [],
    global: () => undefined,
    uuid: () => randomUUID(),
    now: () => Date.now(),
    random: () => Math.random(),
  };
}
