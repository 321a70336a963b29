import { isMap, writeJson, type Json, type JsonMap } from "../../../core/base/index.ts";
import { rowsOf, textOf } from "../../run/execution-tree.ts";

/**
 * A difference of two workflows as lines: `+` added, `-` removed, `~` changed, `>` rewired, `!` breaks callers.
 *
 * @param diff as the service tells it (design, section 13)
 * @returns no lines when there is no difference
 */
export function drawDiff(diff: JsonMap): string[] {
  const terms = diff["interface"];
  const breaches = terms !== undefined && isMap(terms) ? rowsOf(terms, "breaches") : [];
  return [
    ...listIn(diff, "added").map((path) => `+ ${pathText(path)}`),
    ...listIn(diff, "removed").map((path) => `- ${pathText(path)}`),
    ...rowsOf(diff, "changed").map(
      ({ path, from, to }) => `~ ${pathText(path ?? null)}: ${short(from ?? null)} -> ${short(to ?? null)}`,
    ),
    ...rowsOf(diff, "rewired").map(
      ({ source, clause, from, to }) =>
        `> ${textOf(source)} ${textOf(clause)}: ${short(from ?? null)} -> ${short(to ?? null)}`,
    ),
    ...breaches.map(({ code, message }) => `! ${textOf(code)}: ${textOf(message)}`),
  ];
}

function listIn(map: JsonMap, key: string): readonly Json[] {
  const found = map[key];
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

/** A path is a text, or the list of its segments where one contains a dot. */
function pathText(path: Json): string {
  return Array.isArray(path) ? (path as readonly Json[]).map(textOf).join(" / ") : textOf(path);
}

function short(value: Json): string {
  const text = typeof value === "string" ? value : writeJson(value);
  return text.length > 60 ? `${text.slice(0, 59)}\u2026` : text;
}
