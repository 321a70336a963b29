/**
 * Python's `\w`, `\s` and `\d` for texts, as the inside of a JavaScript character class (flag `u`): Mistral's patterns are
 * Python's, and the two languages disagree about what a letter or a blank is.
 */
export const word = String.raw`\p{L}\p{N}_`;
export const blank = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
export const digit = String.raw`\p{Nd}`;

/** Any character but a line feed, which is what Python's `.` means. */
export const any = String.raw`[^\n]`;

/** One expression of either language, each on one line. */
export const jinjaPrint = String.raw`\{\{${any}*?\}\}`;
export const yaqlPrint = `<%${any}*?%>`;

const edges = new RegExp(`^[${blank}]+|[${blank}]+$`, "gu");

/** Python's `str.strip()`. */
export function strip(text: string): string {
  return text.replaceAll(edges, "");
}
