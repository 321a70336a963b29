import type { Num } from "../../python/index.ts";

/**
 * A token. `name` is a bare word, `call` a name with the `(` right after it, `word` an operator that is a word, `symbol` all
 * other signs; `end` is the end of the source.
 */
export interface Token {
  readonly type: "constant" | "name" | "call" | "variable" | "word" | "symbol" | "end";
  /** The text of a name or sign; the value of a constant. */
  readonly value: string | Num | boolean | null;
  /** Where it begins, in UTF-16 units. */
  readonly offset: number;
}
