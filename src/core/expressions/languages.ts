import { PyError, type Value } from "./python/index.ts";
import type { Scope } from "./scope.ts";

/** An expression that is ready to be evaluated any number of times. */
export interface Compiled {
  evaluate(scope: Scope): Value;
}

export function compileYaql(source: string): Compiled {
  throw new PyError("NotImplementedError", source);
}

export function compileExpression(source: string): Compiled {
  throw new PyError("NotImplementedError", source);
}

export function compileTemplate(source: string): Compiled {
  throw new PyError("NotImplementedError", source);
}
