/** What a plain scalar stands for by its form alone, in YAML 1.1 as PyYAML reads it. */
export type PlainTag = "null" | "bool" | "int" | "float" | "timestamp" | "merge" | "value" | "str";

const bool = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const nothing = /^(?:~|null|Null|NULL|)$/;
const int =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const float = new RegExp(
  "^(?:[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?" +
    "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$",
);
const timestamp = new RegExp(
  "^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}" +
    "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$",
);

/** The tag of a plain scalar. */
export function plainTag(text: string): PlainTag {
  const first = text.charAt(0);
  if (first !== "" && "yYnNtTfFoO~".includes(first)) {
    if (bool.test(text)) return "bool";
    return nothing.test(text) ? "null" : "str";
  }
  if (text === "") return "null";
  if (text === "<<") return "merge";
  if (text === "=") return "value";
  if (!"-+0123456789.".includes(first)) return "str";
  if (float.test(text)) return "float";
  if (int.test(text)) return "int";
  return timestamp.test(text) ? "timestamp" : "str";
}
