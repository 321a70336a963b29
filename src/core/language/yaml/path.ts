import type { Place } from "../../base/index.ts";

/** Keys and indexes that lead from a root into a value. */
export type Path = readonly (string | number)[];

/**
 * Finds the place of a part of a document.
 *
 * @param path keys and indexes from the root of what the function belongs to
 * @param of whether the key is meant or the value under it (the default)
 * @returns undefined when the document has no such part
 */
export type Locate = (path: Path, of?: "key" | "value") => Place | undefined;
