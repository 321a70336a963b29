import type { Problem } from "../../base/index.ts";
import type { YamlDocument } from "../yaml/document.ts";
import type { Path } from "../yaml/path.ts";

/**
 * The keys of a document that are no text although the language wants names there (`on:`, `1:`). Mistral answers HTTP 500
 * (Mistral 15, semantics 1.3).
 *
 * @param document the document
 * @param pathOf the path within a definition, from its own name on; undefined for what belongs to no definition
 */
export function refuseForeignKeys(document: YamlDocument, pathOf: (path: Path) => Path | undefined): Problem[] {
  return document.foreignKeys.flatMap(({ path, written }) => {
    const inside = pathOf(path);
    if (inside === undefined || !wantsName(inside)) return [];
    const message = `Invalid DSL: ${written} is not of type 'string'. A name must be a text: write it in quotes`;
    const place = document.locate(path, "key");
    const problem: Problem = { code: "yaml-key", severity: "error", message, path: path.join(".") };
    return [place === undefined ? problem : { ...problem, place }];
  });
}

function wantsName(path: Path): boolean {
  const [, part, ...rest] = path;
  if (rest.length === 0) return true;
  switch (part) {
    case "tasks":
    case "override":
      return rest.length <= 2 || isName(rest.slice(1));
    case "task-defaults":
      return rest.length === 1 || isName(rest);
    case "input":
      return rest.length === 2;
    default:
      return rest.length === 1;
  }
}

/** Whether a path that begins with an attribute of a task leads to a key that the language reads. */
function isName([attribute, ...rest]: Path): boolean {
  if (!String(attribute).startsWith("on-")) return rest.length === 1;
  return rest[0] !== "publish" || rest.length <= 3;
}
