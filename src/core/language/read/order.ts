import type { Json, JsonMap } from "../../base/index.ts";
import type { Locate, Path } from "../yaml/path.ts";

/**
 * The entries of a map in the order of the text: JavaScript itself puts keys that look like numbers in front.
 *
 * @param map a map of a document
 * @param path its path
 * @param locate finds places in the document; without it the order is JavaScript's
 */
export function inTextOrder(
  map: JsonMap,
  path: Path,
  locate: Locate | undefined,
): readonly (readonly [string, Json])[] {
  const entries = Object.entries(map);
  if (locate === undefined || !entries.some(([key]) => /^\d/.test(key))) return entries;
  const placed = entries.map((entry) => ({ entry, offset: locate([...path, entry[0]], "key")?.offset ?? 0 }));
  return placed.toSorted((a, b) => a.offset - b.offset).map(({ entry }) => entry);
}
