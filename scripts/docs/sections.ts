import { slugOf } from "./slug.ts";

/** A part of a page: a heading with the text below it. */
export interface Section {
  readonly heading: string;
  readonly slug: string;
  readonly text: string;
}

/** The parts of a page in Markdown, for the search. */
export function sectionsOf(markdown: string): Section[] {
  const used = new Map<string, number>();
  const sections: { readonly heading: string; readonly slug: string; readonly lines: string[] }[] = [];
  let isCode = false;
  for (const line of markdown.split("\n")) {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    const heading = isCode ? undefined : /^#{1,4} (.+)$/.exec(line)?.[1];
    if (heading !== undefined) sections.push({ heading: plain(heading), slug: slugOf(heading, used), lines: [] });
    else sections.at(-1)?.lines.push(plain(line));
  }
  return sections.map(({ heading, slug, lines }) => ({ heading, slug, text: lines.join(" ").replaceAll(/\s+/g, " ") }));
}

/** The name of a page: its first heading. */
export function titleOf(markdown: string): string {
  return (/^# (.+)$/m.exec(markdown)?.[1] ?? "Ostro").replaceAll("`", "");
}

function plain(line: string): string {
  return line
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*|#]/g, " ")
    .trim();
}
