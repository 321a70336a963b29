import { isList, isMap, parseJson } from "../../core/base/index.ts";
import type { Json } from "../../core/base/index.ts";

/**
 * An answer as XML, in the form that Mistral gives it: members as elements, elements of a list as `item`.
 *
 * @param json the answer's JSON text
 * @param root the name of the outermost element: `result`, or `error`
 */
export function xmlOf(json: string, root: string): string {
  return element(root, parseJson(json));
}

function element(name: string, value: Json): string {
  const content = contentOf(value);
  return content === "" ? `<${name} />` : `<${name}>${content}</${name}>`;
}

function contentOf(value: Json): string {
  if (value === null) return "";
  if (isList(value)) return value.map((item) => element("item", item)).join("");
  if (isMap(value)) {
    return Object.entries(value)
      .map(([name, member]) => element(tagOf(name), member))
      .join("");
  }
  return escapeXml(String(value));
}

/** Keys of an answer are names already; those that a user chose may not be. */
function tagOf(name: string): string {
  const safe = name.replaceAll(/[^\w.-]/g, "_");
  return /^[A-Za-z_]/.test(safe) ? safe : `_${safe}`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\u{fffd}");
}
