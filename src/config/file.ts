import { LineCounter, isMap, isNode, isScalar, parseDocument } from "yaml";
import type { Place, Problem } from "../core/base/index.ts";

/** A value somebody set, and where. */
export interface Found {
  readonly value: unknown;
  /** As a person finds it: `--port`, `OSTRO_PORT`, `ostro.yaml:3`. */
  readonly origin: string;
  readonly place?: Place;
}

/** A problem with the setting `key`; with an empty key, with the settings as a whole. */
export function settingProblem(key: string, message: string, place?: Place): Problem {
  const named = key === "" ? message : `${key}: ${message}`;
  return { code: "SETTING", severity: "error", message: named, path: key, ...(place && { place }) };
}

/**
 * Reads a configuration file, YAML or JSON: one mapping of settings to values. A key without a value counts as not set.
 *
 * @param path as it is named in messages
 * @param isSetting tells whether a key is known; any other key is a problem
 */
export function readConfigFile(
  path: string,
  text: string,
  isSetting: (key: string) => boolean,
): { readonly found: ReadonlyMap<string, Found>; readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placeOf = (start: number, end: number): Place => {
    const { line, col } = lines.linePos(start);
    return { line, column: col, offset: start, length: end - start };
  };

  const found = new Map<string, Found>();
  const problems = document.errors.map(({ message, pos }) =>
    settingProblem("", `${path}: ${message.split("\n")[0]}`, placeOf(...pos)),
  );
  if (problems.length > 0 || document.contents === null) return { found, problems };
  if (!isMap(document.contents))
    return { found, problems: [settingProblem("", `${path}: must be a mapping of settings to values`)] };

  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : String(key);
    const [start, end] = (isNode(key) ? key.range : undefined) ?? [0, 0];
    const place = placeOf(start, end);
    const origin = `${path}:${place.line}`;
    const plain: unknown = isNode(value) ? value.toJS(document) : value;
    if (!isSetting(name)) problems.push(settingProblem(name, `is no setting (${origin})`, place));
    else if (plain !== null) found.set(name, { value: plain, origin, place });
  }
  return { found, problems };
}
