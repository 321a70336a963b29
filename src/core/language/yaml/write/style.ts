import { typeOf } from "../scalar.ts";

export type ScalarStyle = "plain" | "single" | "double" | "literal";

/** How scalars may be written. */
export interface StyleOptions {
  /** Characters beyond ASCII stay as they are; otherwise they are escaped. */
  readonly isUnicode: boolean;
  /** Texts of several lines become blocks behind a `|`. */
  readonly hasBlocks: boolean;
}

const lineBreaks = /[\n\x85\u2028\u2029]/;
const separators = /[\x85\u2028\u2029]/;
const edges = /^[ \n\x85\u2028\u2029]|[ \n\x85\u2028\u2029]$/;
const indicatorFirst = /^[#,[\]{}&*!|>'"%@`]|^[-?:](?=[ \t\r\n\x85\u2028\u2029]|$)|^(?:---|\.\.\.)/;
const indicatorInside = /.:(?=[ \t\r\n\x85\u2028\u2029]|$)|[ \t\r\n\x85\u2028\u2029]#/s;

/**
 * The style in which PyYAML would write a text: plain where it reads back as the same text, else in single quotes, else in
 * double quotes.
 *
 * @param text any text
 * @param isKey whether it must stay on one line because a `:` follows
 */
export function styleOf(text: string, isKey: boolean, options: StyleOptions): ScalarStyle {
  const hasBreaks = lineBreaks.test(text);
  if (isSpecial(text, options) || /[ ][\n\x85\u2028\u2029]/.test(text)) return "double";
  const isBad = edges.test(text) || hasBreaks || indicatorFirst.test(text) || indicatorInside.test(text);
  if (!isBad && text !== "" && typeOf(text) === "str") return "plain";
  if (hasBreaks && options.hasBlocks && !isKey && !text.endsWith(" ")) return "literal";
  const isAfterBreak = /[\n\x85\u2028\u2029] /.test(text);
  return isAfterBreak || (isKey && hasBreaks) ? "double" : "single";
}

/** Whether the text has characters that only double quotes can hold. */
function isSpecial(text: string, { isUnicode, hasBlocks }: StyleOptions): boolean {
  if (/^[\n -~]*$/.test(text)) return false;
  if (!isUnicode || (hasBlocks && separators.test(text))) return true;
  return /[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10fffe}]/u.test(text);
}

/**
 * Whether the text can stand in front of a `:` on its own line.
 *
 * @param text a key
 */
export function isSimpleKey(text: string): boolean {
  return text !== "" && [...text].length < 123 && !lineBreaks.test(text);
}
