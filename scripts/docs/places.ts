import { posix } from "node:path";
import { slugOf } from "./slug.ts";

/** A token of markdown-it, as far as it is used here. */
export interface Token {
  readonly type: string;
  readonly content: string;
  readonly children: readonly Token[] | null;
  tag: string;
  attrs: unknown[] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}

/** What markdown-it has made of a page. */
export interface Parsed {
  readonly tokens: readonly Token[];
  readonly env: { readonly page: { readonly filePathStem: string } };
}

/** Headings get ids, and links lead to what other pages become; those to the rest of the repository are only words here. */
export function addPlaces({ tokens, env }: Parsed): void {
  const folder = posix.dirname(env.page.filePathStem).slice(1);
  const used = new Map<string, number>();
  for (const [at, token] of tokens.entries()) {
    if (token.type === "heading_open") token.attrSet("id", slugOf(tokens[at + 1]?.content ?? "", used));
    for (const [place, child] of (token.children ?? []).entries()) {
      const address = child.type === "link_open" ? child.attrGet("href") : null;
      if (address === null || /^[a-z]+:/.test(address)) continue;
      child.attrSet("href", address.replace(/\.md(?=#|$)/, ".html"));
      if (posix.join(folder, address).startsWith("..")) unlink(token.children?.slice(place) ?? []);
    }
  }
}

function unlink(tokens: readonly Token[]): void {
  const [open] = tokens;
  const close = tokens.find(({ type }) => type === "link_close");
  if (open === undefined || close === undefined) return;
  open.attrs = null;
  open.tag = "span";
  close.tag = "span";
}
