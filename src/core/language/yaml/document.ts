import { parseAllDocuments } from "yaml";
import { integer } from "../../base/index.ts";
import type { Json, Place, Problem } from "../../base/index.ts";

export type Path = readonly (string | number)[];

/**
 * Finds the place of a part of a document.
 *
 * @param path keys and indexes from the root of what the function belongs to
 * @param of whether the key is meant or the value under it (the default)
 * @returns undefined when the document has no such part
 */
export type Locate = (path: Path, of?: "key" | "value") => Place | undefined;

/** A text read as Mistral reads YAML. */
export interface YamlDocument {
  /** Undefined when the text is no YAML; null when it is empty. */
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  readonly locate: Locate;
}

export function parseYaml(text: string): YamlDocument {
  const documents = parseAllDocuments(text, { version: "1.1", uniqueKeys: false, merge: true, intAsBigInt: true });
  const first = Array.isArray(documents) ? documents[0] : undefined;
  if (first === undefined) return { value: null, problems: [], locate: () => undefined };
  const failure = first.errors[0];
  if (failure !== undefined) {
    const message = `Definition could not be parsed: ${failure.message}\n`;
    return {
      value: undefined,
      problems: [{ code: "yaml-syntax", severity: "error", message, path: "" }],
      locate: () => undefined,
    };
  }
  const value = JSON.parse(
    JSON.stringify(first.toJS(), (_k, v: unknown) => (typeof v === "bigint" ? integer(v) : v)) ?? "null",
  ) as Json;
  return { value, problems: [], locate: () => undefined };
}
