import { isTrue, PyError, pyRepr, sliceText, split, textLength, type Value } from "../../python/index.ts";
import { expectInt, expectText } from "../evaluation/expect.ts";
import { arrays, type Evaluation } from "../evaluation/evaluation.ts";
import { toList } from "../evaluation/iterate.ts";
import { escape } from "../evaluation/text.ts";
import { escapeText, Markup } from "../html/markup.ts";
import { filter, type NamedFilter } from "./filter.ts";

const scheme = /^[\p{L}\p{N}_.+-]{2,}:\/{0,2}$/u;

const word = String.raw`[\p{L}\p{N}_]`;
const label = String.raw`[\p{L}\p{N}_%-]`;

/** An address with a scheme or `www.` and any top level, a bare one with a usual top level, or a number address. */
const link = new RegExp(
  `^(?:(?:https?://|www\\.)(?:${label}+\\.)*(?:[a-z]{2,63}|xn--[\\p{L}\\p{N}_%]{2,59})` +
    `|(?:${label}{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)` +
    String.raw`|https?://(?:\p{Nd}{1,3}(?:\.\p{Nd}{1,3}){3}|\[(?:[\p{Nd}a-f]{0,4}:){2}(?:[\p{Nd}a-f]{0,4}:?){1,6}\]))` +
    String.raw`(?::\p{Nd}{1,5})?(?:[/?#]\S*)?$`,
  "iu",
);
const mail = new RegExp(`^\\S+@${word}[\\p{L}\\p{N}_.-]*\\.${word}+$`, "u");

/** Nothing longer is a mail address; it bounds the work of looking for one. */
const longestMail = 1000;

/** How a link is written. */
interface LinkStyle {
  readonly attributes: string;
  readonly trim: (text: string) => string;
  readonly schemes: readonly string[];
}

/** `urlize`: makes links of what looks like an address. */
export const urlizeFilter: NamedFilter = filter(
  "urlize",
  ["value", ["trim_url_limit", null], ["nofollow", false], ["target", null], ["rel", null], ["extra_schemes", null]],
  urlize,
  { hidden: 1 },
);

function urlize(
  evaluation: Evaluation,
  value: Value,
  limit: Value,
  noFollow: Value,
  target: Value,
  rel: Value,
  extraSchemes: Value,
): Value {
  const relations = new Set(split(rel === null ? "" : expectText(rel, "rel"), null, -1));
  if (isTrue(noFollow)) relations.add("nofollow");
  relations.add("noopener");
  const schemes =
    extraSchemes === null ? [] : toList(extraSchemes, evaluation).map((each) => expectText(each, "scheme"));
  for (const each of schemes) {
    if (scheme.test(each)) continue;
    throw new PyError("FilterArgumentError", `${pyRepr(each, arrays)} is not a valid URI scheme prefix.`);
  }
  const targetAttribute = isTrue(target) ? ` target="${escape(target).text}"` : "";
  const style: LinkStyle = {
    attributes: ` rel="${escapeText([...relations].toSorted().join(" "))}"${targetAttribute}`,
    trim: (text) => (limit === null ? text : shorten(text, expectInt(limit))),
    schemes,
  };
  const text = escape(value).text;
  evaluation.meter.walk(text.length);
  const result = text
    .split(/(\s+)/u)
    .map((word) => linkWord(word, style))
    .join("");
  return evaluation.isEscaping ? new Markup(result) : result;
}

function shorten(text: string, most: number): string {
  return textLength(text) > most ? `${sliceText(text, 0, most, null)}...` : text;
}

function linkWord(word: string, style: LinkStyle): string {
  const head = /^(?:[(<]|&lt;)+/.exec(word)?.[0] ?? "";
  let middle = word.slice(head.length);
  let tail = trailing(middle);
  middle = middle.slice(0, middle.length - tail.length);
  for (const [open, close] of [
    ["(", ")"],
    ["<", ">"],
    ["&lt;", "&gt;"],
  ] as const) {
    const opened = occurrences(middle, open);
    if (opened <= occurrences(middle, close)) continue;
    for (let rest = Math.min(opened, occurrences(tail, close)); rest > 0; rest -= 1) {
      const end = tail.indexOf(close) + close.length;
      middle += tail.slice(0, end);
      tail = tail.slice(end);
    }
  }
  return head + linked(middle, style) + tail;
}

/** Closing brackets and punctuation at the end of a word. */
function trailing(word: string): string {
  let end = word.length;
  for (;;) {
    if (end > 0 && ")>.,\n".includes(word.charAt(end - 1))) end -= 1;
    else if (word.slice(0, end).endsWith("&gt;")) end -= 4;
    else return word.slice(end);
  }
}

function linked(text: string, { attributes, trim, schemes }: LinkStyle): string {
  if (link.test(text)) {
    const address = /^https?:\/\//.test(text) ? text : `https://${text}`;
    return `<a href="${address}"${attributes}>${trim(text)}</a>`;
  }
  if (text.startsWith("mailto:") && isMail(text.slice(7))) return `<a href="${text}">${text.slice(7)}</a>`;
  if (text.includes("@") && !text.startsWith("www.") && !text.includes(":") && isMail(text)) {
    return `<a href="mailto:${text}">${text}</a>`;
  }
  let result = text;
  for (const each of schemes) {
    if (result !== each && result.startsWith(each)) result = `<a href="${result}"${attributes}>${result}</a>`;
  }
  return result;
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

function isMail(text: string): boolean {
  return text.length <= longestMail && mail.test(text);
}
