const surrogate = /[\ud800-\udfff]/;

/** Whether each UTF-16 unit of the text is a code point of its own, so that JavaScript's indices are Python's. */
export function isFlat(text: string): boolean {
  return !surrogate.test(text);
}

/** `len(text)`: code points. */
export function textLength(text: string): number {
  if (isFlat(text)) return text.length;
  let count = 0;
  for (let i = 0; i < text.length; count++) i += unitsAt(text, i);
  return count;
}

/** How many UTF-16 units the code point at an index has: 1 or 2. */
function unitsAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

/** The code points as texts of their own. */
export function characters(text: string): string[] {
  return Array.from(text);
}

/**
 * `text[index]`
 *
 * @param index counts code points, from the end when negative
 * @returns undefined when out of range
 */
export function characterAt(text: string, index: number): string | undefined {
  const source: string | string[] = isFlat(text) ? text : Array.from(text);
  const at = index < 0 ? index + source.length : index;
  return at < 0 ? undefined : source[at];
}

/** The UTF-16 index of a code point index; indices beyond the end stay beyond it. */
export function unitIndex(text: string, index: number): number {
  if (isFlat(text)) return index;
  let unit = 0;
  let rest = index;
  for (; rest > 0 && unit < text.length; rest--) unit += unitsAt(text, unit);
  return unit + rest;
}

/** The code point index of a UTF-16 index. */
export function pointIndex(text: string, unit: number): number {
  return unit < 0 ? unit : textLength(text.slice(0, unit));
}
