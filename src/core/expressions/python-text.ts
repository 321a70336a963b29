import type { Json } from "../base/index.ts";
import { dumpJson, isTrue as isTrueValue, Meter, parseJsonText, pyRepr, pyStr, toJson } from "./python/index.ts";

/**
 * Whether Python takes the value for true: all but null, false, 0, 0.0, `''`, `[]` and `{}`.
 *
 * @param value any JSON value
 */
export function isTrue(value: Json): boolean {
  return isTrueValue(value);
}

/**
 * Python's `str`: `None`, `True`, `2.0`, `['a', None]`; a text is itself.
 *
 * @param value any JSON value
 */
export function pythonText(value: Json): string {
  return pyStr(value, "list");
}

/**
 * Python's `repr`: as {@link pythonText}, but a text is quoted.
 *
 * @param value any JSON value
 */
export function pythonRepr(value: Json): string {
  return pyRepr(value, "list");
}

const boundless = { steps: Infinity, size: Infinity, regexSteps: Infinity, depth: Infinity };

/**
 * Python's `json.dumps`: one line with `, ` and `: `, ASCII only.
 *
 * @param value any JSON value
 */
export function pythonJson(value: Json): string {
  const meter = new Meter(boundless);
  return dumpJson(value, { indent: null, sortKeys: false, acceptsObjects: false, arrays: "list", meter });
}

/**
 * Python's `json.loads`.
 *
 * @param text a JSON document; `NaN` and `Infinity` are numbers
 * @throws Error with Python's message: `Expecting value: line 1 column 1 (char 0)`
 */
export function readPythonJson(text: string): Json {
  return toJson(parseJsonText(text, "list"));
}
