import type { Value } from "../../python/index.ts";
import { PyError, pyStr } from "../../python/index.ts";

/** Whom a failed call concerns: the name, and the receiver of a method. */
export interface Callee {
  readonly name: string;
  readonly receiver: Value | undefined;
}

/** `Unknown function "f"`, `Unknown method "f" for receiver 1` */
export function unknown({ name, receiver }: Callee): PyError {
  if (receiver === undefined) return new PyError("NoFunctionRegisteredException", `Unknown function "${name}"`);
  return new PyError(
    "NoMethodRegisteredException",
    `Unknown method "${name}" for receiver ${pyStr(receiver, "tuple")}`,
  );
}

/** `No function "f" matches supplied arguments` */
export function noMatch({ name, receiver }: Callee): PyError {
  if (receiver === undefined) {
    return new PyError("NoMatchingFunctionException", `No function "${name}" matches supplied arguments`);
  }
  return new PyError(
    "NoMatchingMethodException",
    `No method "${name}" for receiver ${pyStr(receiver, "tuple")} matches supplied arguments`,
  );
}

/** `Ambiguous function "f"` */
export function ambiguous({ name, receiver }: Callee): PyError {
  if (receiver === undefined) return new PyError("AmbiguousFunctionException", `Ambiguous function "${name}"`);
  return new PyError("AmbiguousMethodException", `Ambiguous method "${name}" for receiver ${pyStr(receiver, "tuple")}`);
}

/** A keyword argument whose name is no bare word. */
export function noKeyword(): PyError {
  return new PyError("MappingTranslationException", "Cannot convert mapping to keyword argument");
}
