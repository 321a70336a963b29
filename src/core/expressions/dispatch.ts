import type { ExpressionLanguage } from "./error.ts";

/** One `<% ... %>` or `{{ ... }}` of a text. */
export interface InlineExpression {
  /** The text as it stands there, delimiters included. */
  readonly matched: string;
  /** The expression inside. */
  readonly source: string;
  /** Where `source` begins in the text, in UTF-16 units. */
  readonly offset: number;
}

/** A YAQL expression; Mistral's check of definitions reads it with the blanks around it, and shows them in its errors. */
export interface InlineYaql extends InlineExpression {
  readonly padded: string;
  /** Where `padded` begins in the text, in UTF-16 units. */
  readonly paddedOffset: number;
}

/**
 * Which language evaluates a text. Mistral asks Jinja first, so a text that holds both languages belongs to Jinja; an
 * expression that spans lines is no expression.
 *
 * @param text any string of a workflow
 * @returns the language, or undefined for plain text
 */
export function languageOf(text: string): ExpressionLanguage | undefined {
  if (find(text, "{{", "}}", 0) !== undefined || find(text, "{%", "%}", 0) !== undefined) return "jinja";
  return hasYaql(text) ? "yaql" : undefined;
}

/**
 * Whether Mistral would evaluate the text rather than take it as it is.
 *
 * @param text any string of a workflow
 */
export function isExpression(text: string): boolean {
  return languageOf(text) !== undefined;
}

/**
 * Whether the text holds a YAQL expression on one line, whatever else it holds.
 *
 * @param text any string of a workflow
 */
export function hasYaql(text: string): boolean {
  return find(text, "<%", "%>", 0) !== undefined;
}

/**
 * The first `{{ ... }}` of a text, up to the first `}}` even where that stands inside a literal.
 *
 * @param text any string of a workflow
 * @returns undefined if there is none
 */
export function firstPrint(text: string): InlineExpression | undefined {
  const place = find(text, "{{", "}}", 0);
  if (place === undefined) return undefined;
  const matched = text.slice(place.start, place.end);
  return { matched, source: matched.slice(2, -2), offset: place.start + 2 };
}

/**
 * The YAQL expressions of a text, in order. Mistral strips the characters `<`, `%` and `>` (not the delimiters) and then
 * white space from both ends.
 *
 * @param text any string of a workflow
 */
export function inlineYaql(text: string): InlineYaql[] {
  const found: InlineYaql[] = [];
  let place = find(text, "<%", "%>", 0);
  while (place !== undefined) {
    const matched = text.slice(place.start, place.end);
    const opened = matched.length - matched.replace(/^[<%>]+/, "").length;
    const padded = stripClosing(matched.slice(opened));
    const paddedOffset = place.start + opened;
    const lead = padded.length - padded.trimStart().length;
    found.push({ matched, source: padded.trim(), offset: paddedOffset + lead, padded, paddedOffset });
    place = find(text, "<%", "%>", place.end);
  }
  return found;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The first `open ... close` on one line, in time linear in the text. */
function find(text: string, open: string, close: string, from: number): Span | undefined {
  let start = text.indexOf(open, from);
  let end = -1;
  while (start !== -1) {
    if (end < start + open.length) end = text.indexOf(close, start + open.length);
    if (end === -1) return undefined;
    const newline = text.indexOf("\n", start);
    if (newline === -1 || newline > end) return { start, end: end + close.length };
    start = text.indexOf(open, newline + 1);
  }
  return undefined;
}

function stripClosing(text: string): string {
  let end = text.length;
  while (end > 0 && "<%>".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
