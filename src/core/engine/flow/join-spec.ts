import type { TaskSpec } from "../../language/index.ts";

/** Whether the task waits for others; `join: 0` is none (Mistral 15, semantics 1.12). */
export function isJoin({ join }: TaskSpec): boolean {
  return join !== undefined && join !== 0;
}
