import { isMap } from "../../base/index.ts";
import type { Json, Problem } from "../../base/index.ts";
import { get } from "../map.ts";
import { parseYaml } from "../yaml/document.ts";
import type { Locate } from "../yaml/document.ts";
import type { ActionsRead, DefinitionSource, WorkbookRead, WorkflowsRead } from "./source.ts";

/**
 * Splits a text into the workflows that it holds. The bodies are not checked: a child of another workflow can only be
 * judged when it has been flattened.
 *
 * @param text Mistral YAML: a `version` and one key for each workflow
 */
export function readWorkflows(text: string): WorkflowsRead {
  const { sources, problems } = readList(text);
  return { workflows: sources, problems };
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

/**
 * Splits a workbook into its workflows and actions.
 *
 * @param text Mistral YAML: `version`, `name`, `workflows`, `actions`
 */
export function readWorkbook(text: string): WorkbookRead {
  const { value, problems, locate } = parseYaml(text);
  if (value === undefined || !isMap(value)) return { workbook: undefined, problems };
  const name = get(value, "name");
  const description = get(value, "description");
  const part = (key: string): DefinitionSource[] =>
    itemsOf(get(value, key), text, (path, of) => locate([key, ...path], of));
  return {
    workbook: {
      name: typeof name === "string" ? name : "",
      description: typeof description === "string" ? description : undefined,
      tags: [],
      workflows: part("workflows"),
      actions: part("actions"),
    },
    problems,
  };
}

function readList(text: string): { sources: DefinitionSource[]; problems: readonly Problem[] } {
  const { value, problems, locate } = parseYaml(text);
  return { sources: itemsOf(value, text, locate), problems };
}

function itemsOf(value: Json | undefined, definition: string, locate: Locate): DefinitionSource[] {
  if (value === undefined || !isMap(value)) return [];
  return Object.entries(value).flatMap(([name, body]) => {
    if (name === "version" || !isMap(body)) return [];
    return [{ name, body, definition, locate: (path, of) => locate([name, ...path], of) }];
  });
}
