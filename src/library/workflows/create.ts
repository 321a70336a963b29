import { readReferences } from "../../core/inheritance/index.ts";
import { readWorkflows } from "../../core/language/index.ts";
import type { Caller } from "../../core/model/index.ts";
import { scopeOf } from "../access.ts";
import type { Library } from "../library.ts";
import { checkNames } from "../names.ts";
import { writeWithin } from "../quotas/write-within.ts";
import { refuseErrors } from "../refused.ts";
import { inDryRun, storeDocument } from "./store.ts";
import { optionsOf, type TextWrite, type Written } from "./write.ts";

/**
 * Creates the workflows of a text: all of them or none.
 *
 * @returns the workflows in the order of the text, or the report of a dry run
 * @throws DefinitionRefused `invalid`, `taken`
 */
export async function createWorkflows(library: Library, caller: Caller, write: TextWrite): Promise<Written> {
  const scope = scopeOf(write.scope);
  const { workflows, problems } = readWorkflows(write.text);
  refuseErrors(problems);
  checkNames(workflows);
  const place = { namespace: write.namespace, scope, caller, workbookName: null, now: library.now() };
  const sources = workflows.map((source) => ({ source, row: undefined }));
  const written = await inDryRun(library, (asked) =>
    writeWithin(library, caller, async (definitions) => {
      // A new workflow without parents touches nobody else.
      if (workflows.some(({ body }) => readReferences(body).length > 0)) await definitions.workflows.lockHierarchy();
      return storeDocument(asked, definitions, sources, place, optionsOf(library, write));
    }),
  );
  if ("rows" in written) library.changed();
  return written;
}
