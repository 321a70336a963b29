import type { JsonMap } from "../../core/base/index.ts";
import type { WorkflowProblem } from "../../core/inheritance/index.ts";
import { readWorkbook, type WorkbookSource } from "../../core/language/index.ts";
import type { Caller, WorkbookRecord } from "../../core/model/index.ts";
import { Duplicate, type DefinitionStore } from "../../store/index.ts";
import { checkOwner, scopeOf } from "../access.ts";
import { changeAction, insertAction, prepareActions, type ActionFields, type ActionPlace } from "../actions/record.ts";
import type { Target } from "../hierarchy/target.ts";
import type { Library } from "../library.ts";
import { checkNames } from "../names.ts";
import { writeWithin } from "../quotas/write-within.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { inDryRun, storeDocument, type SourceFor } from "../workflows/store.ts";
import { checkTargets, verdictOf, type TextCheck, type Verdict } from "../workflows/validate.ts";
import { optionsOf, type TextWrite } from "../workflows/write.ts";
import { missingWorkbook } from "./find.ts";

/** What was written, or the report of a dry run. */
export type WorkbookWritten =
  | { readonly workbook: WorkbookRecord; readonly warnings: readonly WorkflowProblem[] }
  | { readonly report: JsonMap };

/**
 * Creates a workbook with its actions and workflows, named `WORKBOOK.NAME`; those that exist are changed.
 *
 * @throws DefinitionRefused `invalid`, `forbidden`, `taken`, `breaking`
 */
export async function createWorkbook(library: Library, caller: Caller, write: TextWrite): Promise<WorkbookWritten> {
  return writeWorkbook(library, caller, write, async (definitions, { name, tags }, place) => {
    const row: WorkbookRecord = {
      id: library.newId(),
      name,
      namespace: place.namespace,
      definition: write.text,
      tags,
      scope: place.scope,
      projectId: caller.project,
      createdAt: place.now,
      updatedAt: null,
    };
    await definitions.workbooks.create(row).catch((error: unknown) => {
      if (!(error instanceof Duplicate)) throw error;
      const key = "['name', 'namespace', 'project_id']";
      const message = `Duplicate entry for WorkbookDefinition ${key}: ${name}, ${place.namespace}, None`;
      throw new DefinitionRefused("taken", message);
    });
    return row;
  });
}

/**
 * Changes a workbook, and with it its actions and workflows; what it no longer has stays.
 *
 * @throws DefinitionRefused `invalid`, `forbidden`, `missing`, `breaking`
 */
export async function updateWorkbook(library: Library, caller: Caller, write: TextWrite): Promise<WorkbookWritten> {
  return writeWorkbook(library, caller, write, async (definitions, { name, tags }, place) => {
    const found = await definitions.workbooks.find(name, place.namespace, caller.project);
    if (found === undefined) throw missingWorkbook("name", name, place.namespace);
    checkOwner("Workbook", found, caller);
    if (found.definition === write.text && found.scope === place.scope) return found;
    const set = { definition: write.text, tags, scope: place.scope, updatedAt: place.now };
    await definitions.workbooks.update(found.id, set);
    return { ...found, ...set };
  });
}

/** Checks a workbook with the parents that the caller sees, without writing anything. */
export function validateWorkbook(library: Library, caller: Caller, check: TextCheck): Promise<Verdict> {
  const { text, namespace } = check;
  return verdictOf(async () => {
    const { source, actions } = readAll(text);
    const sources = await rowsFor(library.store, source, namespace, caller);
    const targets = sources.map((one): Target => {
      return { ...one, name: `${source.name}.${one.source.name}`, id: one.row?.id ?? library.newId() };
    });
    const workbook = { name: source.name, actions: shortNames(source, actions) };
    const place = { namespace, isPublic: false, caller, workbook };
    return checkTargets(library, targets, place, check);
  });
}

async function writeWorkbook(
  library: Library,
  caller: Caller,
  write: TextWrite,
  writeRow: (definitions: DefinitionStore, source: WorkbookSource, place: ActionPlace) => Promise<WorkbookRecord>,
): Promise<WorkbookWritten> {
  const scope = scopeOf(write.scope);
  const { source, actions } = readAll(write.text);
  const place = { namespace: write.namespace, scope, caller, workbookName: source.name, now: library.now() };
  const written = await inDryRun(library, (asked) =>
    writeWithin(library, caller, async (definitions) => {
      await definitions.workflows.lockHierarchy();
      const sources = await rowsFor(definitions, source, write.namespace, caller);
      const options = optionsOf(library, write);
      // The workflows come first: what is wrong with them is told before anything else, and a dry run ends there.
      const members = shortNames(source, actions);
      const { warnings } = await storeDocument(asked, definitions, sources, place, options, members);
      const workbook = await writeRow(definitions, source, place);
      for (const action of actions) await putAction(library, definitions, action, place);
      return { workbook, warnings };
    }),
  );
  if ("workbook" in written) library.changed();
  return written;
}

function readAll(text: string): { readonly source: WorkbookSource; readonly actions: readonly ActionFields[] } {
  const { workbook: source, problems } = readWorkbook(text);
  refuseErrors(problems);
  if (source === undefined) throw new DefinitionRefused("invalid", "Invalid DSL: the text is no workbook");
  checkNames([source, ...source.workflows, ...source.actions]);
  return { source, actions: prepareActions(source.actions, source.name) };
}

function shortNames({ name }: WorkbookSource, actions: readonly ActionFields[]): string[] {
  return actions.map((action) => action.name.slice(name.length + 1));
}

/** The workflows of a workbook with the rows that they change. */
async function rowsFor(
  definitions: DefinitionStore,
  { name, workflows }: WorkbookSource,
  namespace: string,
  { project }: Caller,
): Promise<SourceFor[]> {
  const found: SourceFor[] = [];
  for (const source of workflows) {
    const row = await definitions.workflows.find(`${name}.${source.name}`, namespace, project);
    found.push({ source, row: row?.projectId === project ? row : undefined });
  }
  return found;
}

async function putAction(
  library: Library,
  definitions: DefinitionStore,
  action: ActionFields,
  place: ActionPlace,
): Promise<void> {
  const { project } = place.caller;
  const found = await definitions.actionDefinitions.find(action.name, place.namespace, project);
  if (found?.projectId === project) await changeAction(definitions, found, action, place);
  else await insertAction(definitions, library.newId(), action, place);
}
