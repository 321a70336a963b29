import { PyError } from "../../values/error.ts";
import type { PatternSource } from "./source.ts";

const decimalDigits = "0123456789";

/** Python's MAXREPEAT. */
const maxRepeat = 4_294_967_295;

/**
 * Reads how often something is repeated; the first character is taken already.
 *
 * @returns undefined where `{` is no quantifier but a plain character
 * @throws PyError `error`, OverflowError
 */
export function readQuantifier(source: PatternSource, token: string): { min: number; max: number } | undefined {
  switch (token) {
    case "?":
      return { min: 0, max: 1 };
    case "*":
      return { min: 0, max: Infinity };
    case "+":
      return { min: 1, max: Infinity };
    default:
      return source.next === "}" ? undefined : readBraces(source);
  }
}

function readBraces(source: PatternSource): { min: number; max: number } | undefined {
  const start = source.tell();
  const low = source.getWhile(Infinity, decimalDigits);
  const high = source.match(",") ? source.getWhile(Infinity, decimalDigits) : low;
  if (!source.match("}")) {
    source.seek(start);
    return undefined;
  }
  const min = low === "" ? 0 : count(low);
  const max = high === "" ? Infinity : count(high);
  if (max < min) throw source.error("min repeat greater than max repeat", source.tell() - start);
  return { min, max };
}

function count(digits: string): number {
  const value = Number(digits);
  if (value >= maxRepeat) throw new PyError("OverflowError", "the repetition number is too large");
  return value;
}
