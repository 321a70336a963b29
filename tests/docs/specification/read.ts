/** A heading of a document in reStructuredText. */
export interface Heading {
  readonly title: string;
  /** The sign of its underline. */
  readonly sign: string;
  readonly line: number;
}

/** A literal block, with the paragraph that announces it. */
export interface Literal {
  readonly announcement: string;
  /** Without its indentation. */
  readonly text: string;
  /** Numbers of its first line and of the one after it, from 0. */
  readonly from: number;
  readonly to: number;
}

/** @returns the headings in order */
export function headingsOf(text: string): Heading[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index): Heading[] => {
    const title = lines[index - 1] ?? "";
    if (!/^([=\-~])\1+$/.test(line) || title === "" || title.startsWith(" ") || title.includes("  ")) return [];
    return line.length === title.length ? [{ title, sign: line[0] ?? "", line: index }] : [];
  });
}

/** @returns the blocks that follow a paragraph ending in `::`, in order */
export function literalsOf(text: string): Literal[] {
  const lines = text.split("\n");
  const found: Literal[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    if (!(lines[index] ?? "").endsWith("::") || (lines[index] ?? "").startsWith(" ")) continue;
    const from = index + 2;
    let to = from;
    while (to < lines.length && (lines[to] === "" || lines[to]?.startsWith("    ") === true)) to += 1;
    while (lines[to - 1] === "") to -= 1;
    const body = lines.slice(from, to).map((line) => line.slice(4));
    found.push({ announcement: paragraphEndingAt(lines, index), text: body.join("\n"), from, to });
  }
  return found;
}

function paragraphEndingAt(lines: readonly string[], end: number): string {
  let start = end;
  while (start > 0 && lines[start - 1] !== "") start -= 1;
  return lines.slice(start, end + 1).join(" ");
}
