import { isList } from "../../core/base/index.ts";
import type { JsonMap, Problem } from "../../core/base/index.ts";
import { checkWorkflow, type DefinitionSource } from "../../core/language/index.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import type { PreparedWorkflow } from "./prepared.ts";

export interface Prepared {
  readonly workflows: readonly PreparedWorkflow[];
  readonly warnings: readonly Problem[];
}

/**
 * Flattens and checks the workflows of one text.
 *
 * @param sources as read from the text
 * @param workbookName the workbook they stand in; its name goes in front of theirs
 * @throws DefinitionRefused `invalid` with all problems
 */
export function prepareWorkflows(sources: readonly DefinitionSource[], workbookName: string | null): Prepared {
  const prepared = sources.map((source) => {
    if (Object.hasOwn(source.body, "extends")) {
      throw new DefinitionRefused("invalid", `${source.name}: 'extends' is not available in this version`);
    }
    const name = workbookName === null ? source.name : `${workbookName}.${source.name}`;
    const { spec, problems } = checkWorkflow(source.name, source.body, source.locate);
    return { workflow: plain(name, workbookName, source), tags: spec?.tags ?? [], problems };
  });
  const problems = prepared.flatMap((one) => one.problems);
  refuseErrors(problems);
  return {
    workflows: prepared.map(({ workflow, tags }) => ({ ...workflow, tags })),
    warnings: problems.filter(({ code }) => code.startsWith("INH-")),
  };
}

function plain(name: string, workbookName: string | null, source: DefinitionSource): PreparedWorkflow {
  const { body, definition } = source;
  return {
    name,
    workbookName,
    definition,
    ownSpec: body,
    spec: body,
    tags: [],
    provenance: null,
    edits: null,
    conformance: null,
    isAbstract: false,
    abstractTasks: [],
    isFinal: false,
    finalTasks: [],
    conforms: textOf(body, "conforms"),
    inheritanceState: "NONE",
    parents: [],
  };
}

function textOf(body: JsonMap, key: string): string | null {
  const value = Object.hasOwn(body, key) ? body[key] : undefined;
  return typeof value === "string" && !isList(value) ? value : null;
}
