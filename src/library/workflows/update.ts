import { readWorkflows, type DefinitionSource } from "../../core/language/index.ts";
import type { Caller } from "../../core/model/index.ts";
import { scopeOf } from "../access.ts";
import type { Library } from "../library.ts";
import { checkNames } from "../names.ts";
import { writeWithin } from "../quotas/write-within.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { findWorkflow, missingWorkflow } from "./find.ts";
import { inDryRun, storeDocument, type SourceFor } from "./store.ts";
import { optionsOf, type TextWrite, type Written } from "./write.ts";

export interface WorkflowsUpdate extends TextWrite {
  /** Name or id of the one workflow to change, which a different name in the text renames; undefined: each by its name. */
  readonly identifier: string | undefined;
}

/**
 * Changes the workflows of a text, and those that follow them: all or none. What stays the same keeps its revision and its
 * times.
 *
 * @returns the workflows in the order of the text, or the report of a dry run
 * @throws DefinitionRefused `invalid`, `forbidden`, `missing` (every one must exist), `taken`, `breaking`
 */
export async function updateWorkflows(library: Library, caller: Caller, update: WorkflowsUpdate): Promise<Written> {
  const scope = scopeOf(update.scope);
  const { identifier } = update;
  const { workflows, problems } = readWorkflows(update.text);
  refuseErrors(problems);
  checkNames(workflows);
  if (identifier !== undefined && workflows.length > 1) {
    const message = `More than one workflows are not supported for update with identifier. [identifier: ${identifier}]`;
    throw new DefinitionRefused("invalid", message);
  }
  const written = await inDryRun(library, (asked) =>
    writeWithin(library, caller, async (definitions) => {
      await definitions.workflows.lockHierarchy();
      const find = async (source: DefinitionSource): Promise<SourceFor> => {
        const name = identifier ?? source.name;
        const row = await findWorkflow(definitions, caller, name, update.namespace);
        return { source, row, ...(row === undefined ? { refusal: missingWorkflow(name, update.namespace) } : {}) };
      };
      const sources: SourceFor[] = [];
      for (const source of workflows) sources.push(await find(source));
      // A workflow that is named by its id stays in its namespace.
      const namespace = sources[0]?.row?.namespace ?? update.namespace;
      const place = { namespace, scope, caller, workbookName: null, now: library.now() };
      return storeDocument(asked, definitions, sources, place, optionsOf(library, update));
    }),
  );
  if ("rows" in written) library.changed();
  return written;
}
