import { typeError } from "../values/error.ts";
import type { Meter } from "../values/meter.ts";
import { textLength } from "./code-points.ts";

/**
 * `text.ljust(width, fill)`, `text.rjust(width, fill)`, `text.center(width, fill)`
 *
 * @param side where the text stands in the result
 * @param meter limits the width
 * @throws PyError TypeError when the fill is no single character
 */
export function pad(
  text: string,
  side: "left" | "right" | "center",
  width: number,
  fill: string,
  meter: Meter,
): string {
  if (textLength(fill) !== 1) throw typeError("The fill character must be exactly one character long");
  const missing = width - textLength(text);
  if (missing <= 0) return text;
  meter.size(width);
  // Python puts the odd blank on the left only where the width is odd too.
  const half = Math.floor(missing / 2) + (missing & width & 1);
  const before = side === "left" ? 0 : side === "right" ? missing : half;
  return fill.repeat(before) + text + fill.repeat(missing - before);
}

/** `text.zfill(width)`: zeros between the sign and the rest. */
export function zeroFill(text: string, width: number, meter: Meter): string {
  const missing = width - textLength(text);
  if (missing <= 0) return text;
  meter.size(width);
  const sign = text.startsWith("-") || text.startsWith("+") ? text.charAt(0) : "";
  return sign + "0".repeat(missing) + text.slice(sign.length);
}

/** `text.expandtabs(width)` */
export function expandTabs(text: string, width: number, meter: Meter): string {
  let out = "";
  let column = 0;
  for (const char of text) {
    if (char === "\t") {
      const blanks = width > 0 ? width - (column % width) : 0;
      meter.size(out.length + blanks);
      out += " ".repeat(blanks);
      column += blanks;
    } else {
      out += char;
      column = char === "\n" || char === "\r" ? 0 : column + 1;
    }
  }
  return out;
}
