import { characters, textLength, valueError } from "../../python/index.ts";

/** How a line is wrapped. */
export interface WrapOptions {
  /** The longest line, in characters. */
  readonly width: number;
  readonly breaksLongWords: boolean;
  readonly breaksOnHyphens: boolean;
}

const blank = String.raw`[\t\n\x0b\x0c\r ]`;
const dark = String.raw`[^\t\n\x0b\x0c\r ]`;
const letter = String.raw`[\p{L}\p{Nl}\p{No}_]`;
const word = String.raw`[\p{L}\p{N}_]`;

/** Blanks; dashes between words; a word or the part of it up to a hyphen between letters. */
const chunk = new RegExp(
  [
    `${blank}+`,
    `(?<=[\\p{L}\\p{N}_!"'&.,?])-{2,}(?=${word})`,
    `${dark}+?(?:-(?:(?<=${letter}{2}-)|(?<=${letter}-${letter}-))(?=${letter}-?${letter})` +
      `|(?=${blank}|$)|(?<=[\\p{L}\\p{N}_!"'&.,?])(?=-{2,}${word}))`,
  ].join("|"),
  "gu",
);
const simpleChunk = new RegExp(`${blank}+|${dark}+`, "gu");
const onlyBlank = new RegExp(`^${blank}*$`, "u");

/**
 * Python's `textwrap.wrap` of one line, which keeps tabs and blanks as they are.
 *
 * @param text the line
 * @returns the lines, none longer than the width unless a word is
 * @throws PyError ValueError when the width is not positive
 */
export function wrapText(text: string, options: WrapOptions): string[] {
  const { width } = options;
  if (width <= 0) throw valueError(`invalid width ${width} (must be > 0)`);
  const chunks = (text.match(options.breaksOnHyphens ? chunk : simpleChunk) ?? []).toReversed();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (lines.length > 0 && onlyBlank.test(chunks.at(-1) ?? "")) chunks.pop();
    const line = fillLine(chunks, options);
    if (onlyBlank.test(line.at(-1) ?? "x")) line.pop();
    if (line.length > 0) lines.push(line.join(""));
  }
  return lines;
}

/** Takes as many chunks as fit, and a piece of the next one if that fits no line at all. */
function fillLine(chunks: string[], options: WrapOptions): string[] {
  const line: string[] = [];
  let length = 0;
  for (let next = chunks.at(-1); next !== undefined; next = chunks.at(-1)) {
    const size = textLength(next);
    if (length + size > options.width) {
      if (size > options.width) breakWord(chunks, next, line, options.width - length, options);
      break;
    }
    line.push(next);
    chunks.pop();
    length += size;
  }
  return line;
}

function breakWord(chunks: string[], long: string, line: string[], room: number, options: WrapOptions): void {
  if (options.breaksLongWords) {
    const letters = characters(long);
    const end = options.breaksOnHyphens ? endAtHyphen(letters, room) : room;
    line.push(letters.slice(0, end).join(""));
    chunks[chunks.length - 1] = letters.slice(end).join("");
  } else if (line.length === 0) {
    line.push(long);
    chunks.pop();
  }
}

/** Behind the last hyphen that fits, if something else than hyphens is before it. */
function endAtHyphen(letters: readonly string[], room: number): number {
  const hyphen = letters.slice(0, room).lastIndexOf("-");
  const hasMore = hyphen > 0 && letters.slice(0, hyphen).some((each) => each !== "-");
  return hasMore ? hyphen + 1 : room;
}
