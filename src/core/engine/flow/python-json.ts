import { isMap, writeJson, type Json } from "../../base/index.ts";

/** JSON as Python's `json.dumps` writes it: a blank after `,` and `:`, characters beyond ASCII escaped. */
export function pythonJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (isMap(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${asciiText(key)}: ${pythonJson(item)}`)
      .join(", ")}}`;
  }
  return typeof value === "string" ? asciiText(value) : writeJson(value);
}

function asciiText(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
