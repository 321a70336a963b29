import { isMap } from "../../base/index.ts";
import type { Json, JsonMap, Problem } from "../../base/index.ts";
import { Report } from "../check/report.ts";
import { pythonRepr } from "../../expressions/index.ts";
import { get } from "../map.ts";
import { definitionList } from "../shape/definition.ts";
import { faultsOf } from "../shape/schema.ts";
import { parseYaml } from "../yaml/document.ts";
import { dumpYaml } from "../yaml/write/dump.ts";
import { refuseForeignKeys } from "./foreign-keys.ts";
import { inTextOrder } from "./order.ts";
import type { ActionsRead, DefinitionSource, WorkflowsRead } from "./source.ts";

/**
 * Splits a text into the workflows that it holds. The bodies are not checked: a child of another workflow can only be
 * judged when it has been flattened.
 *
 * @param text Mistral YAML: a `version` and one key for each workflow
 * @returns the workflows in the order of the text. A text with one workflow is stored as it is; of several each gets its
 *   part, printed anew with a version (Mistral 15, semantics 1.15)
 */
export function readWorkflows(text: string): WorkflowsRead {
  const { root, sources, problems } = readList(text);
  if (sources.length === 1) return { workflows: sources, problems };
  const version = get(root, "version") ?? null;
  const workflows = sources.map((source) => ({
    ...source,
    definition: dumpYaml([
      ["version", version],
      [source.name, source.body],
    ]),
  }));
  return { workflows, problems };
}

/**
 * Splits a text into the ad-hoc actions that it holds. Each keeps the whole text as its definition.
 *
 * @param text Mistral YAML: a `version` and one key for each action
 */
export function readActions(text: string): ActionsRead {
  const { sources, problems } = readList(text);
  return { actions: sources, problems };
}

function readList(text: string): { root: JsonMap; sources: DefinitionSource[]; problems: readonly Problem[] } {
  const document = parseYaml(text);
  if (document.value === undefined) return { root: {}, sources: [], problems: document.problems };
  const root = rootOf(document.value);
  const report = new Report(document.locate);
  report.faults(faultsOf(root, definitionList), []);
  if (!isMap(root)) return { root: {}, sources: [], problems: report.problems };
  if (!report.hasErrors && Object.keys(root).length < 2) {
    report.add("no-definition", `At least one item must be in the list [data=${pythonRepr(root)}].`, []);
  }
  const sources = inTextOrder(root, [], document.locate).flatMap(([name, body]) => {
    if (name === "version" || !isMap(body)) return [];
    const source: DefinitionSource = {
      name,
      body,
      definition: text,
      locate: (path, of) => document.locate([name, ...path], of),
    };
    return [source];
  });
  const foreign = refuseForeignKeys(document, (path) => path);
  return { root, sources, problems: [...report.problems, ...foreign, ...document.problems] };
}

/** Mistral takes a text that is empty or holds a false value for an empty map. */
export function rootOf(value: Json): Json {
  const isFalse = value === null || value === false || value === 0 || value === "";
  return isFalse || (Array.isArray(value) && value.length === 0) ? {} : value;
}
