import type { Value } from "../../python/index.ts";
import type { Context } from "../runtime/context.ts";

/**
 * A variable; one that nobody set is null.
 *
 * @param name without the `$`
 */
export function compileVariable(name: string): (context: Context) => Value {
  if (name === "" || name === "1") return (context) => context.first ?? context.getFirst() ?? null;
  if (name === "2") return (context) => context.getSecond() ?? null;
  return (context) => context.getNamed(name) ?? null;
}
