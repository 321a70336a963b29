import {
  dumpJson,
  dumpYaml,
  isTrue,
  parseJsonText,
  parseYamlText,
  PyError,
  PyObject,
  typeError,
  typeName,
  type Value,
} from "../python/index.ts";
import type { Caller, MistralFunction } from "./mistral-function.ts";

/** Functions that read and write JSON and YAML. */
export const documentFunctions: readonly MistralFunction[] = [
  {
    name: "json_parse",
    parameters: [{ name: "data" }],
    doc: "Reads a JSON text.",
    run: (caller, data) => {
      const text = data instanceof PyObject ? data.text : data;
      if (typeof text !== "string") {
        throw typeError(`<class '${typeName(data, caller.arrays)}'> can't be decoded`);
      }
      return caller.adopt(parseJsonText(text, caller.arrays));
    },
  },
  {
    name: "json_dump",
    parameters: [{ name: "data" }],
    doc: "Writes JSON, four blanks for each level, other characters than ASCII escaped.",
    run: (caller, data) => dump(caller, data),
  },
  {
    name: "json_pp",
    parameters: [{ name: "data", defaultValue: null }],
    doc: "As json_dump, but line ends in texts stay line ends; false data stands for the whole context. Deprecated.",
    run: (caller, data) =>
      dump(caller, isTrue(data) ? data : caller.data)
        .replaceAll("\\n", "\n")
        .replaceAll(" \n", "\n"),
  },
  {
    name: "yaml_parse",
    parameters: [{ name: "data" }],
    doc: "Reads a YAML 1.1 text: yes is true, 017 is 15, 12:30:45 is 45045, dates are dates.",
    run: (caller, data) => caller.adopt(parseYamlText(yamlText(caller, data), caller.arrays)),
  },
  {
    name: "yaml_dump",
    parameters: [{ name: "data" }],
    doc: "Writes YAML in block style, keys sorted, other characters than ASCII escaped.",
    run: ({ arrays, meter }, data) => dumpYaml(data, arrays, meter),
  },
];

function dump({ arrays, meter }: Caller, data: Value): string {
  return dumpJson(data, { indent: 4, sortKeys: false, acceptsObjects: true, arrays, meter });
}

/** PyYAML reads texts and files; whatever else it is given it takes for a file. */
function yamlText({ arrays }: Caller, data: Value): string {
  const text = data instanceof PyObject ? data.text : data;
  if (typeof text === "string") return text;
  throw new PyError("AttributeError", `'${typeName(data, arrays)}' object has no attribute 'read'`);
}
