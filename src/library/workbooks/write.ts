import type { Problem } from "../../core/base/index.ts";
import { readWorkbook, type WorkbookSource } from "../../core/language/index.ts";
import type { Caller, WorkbookRecord } from "../../core/model/index.ts";
import { Duplicate, type DefinitionStore } from "../../store/index.ts";
import { checkOwner, scopeOf } from "../access.ts";
import { changeAction, insertAction, prepareActions, type ActionFields, type ActionPlace } from "../actions/record.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { insertWorkflow, type TextWrite } from "../workflows/create.ts";
import { prepareWorkflows } from "../workflows/prepare.ts";
import type { PreparedWorkflow } from "../workflows/prepared.ts";
import { changeWorkflow } from "../workflows/update.ts";
import { verdictOf, type Verdict } from "../workflows/validate.ts";
import { missingWorkbook } from "./find.ts";

export interface WorkbookWritten {
  readonly workbook: WorkbookRecord;
  readonly warnings: readonly Problem[];
}

interface ReadWorkbook {
  readonly source: WorkbookSource;
  readonly actions: readonly ActionFields[];
  readonly workflows: readonly PreparedWorkflow[];
  readonly warnings: readonly Problem[];
}

/**
 * Creates a workbook with its actions and workflows, named `WORKBOOK.NAME`; those that exist are changed.
 *
 * @throws DefinitionRefused `invalid`, `forbidden`, `taken`
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
 * @throws DefinitionRefused `invalid`, `forbidden`, `missing`
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

/** Checks a workbook without writing anything. */
export function validateWorkbook(text: string): Verdict {
  return verdictOf(() => readAll(text).warnings);
}

async function writeWorkbook(
  library: Library,
  caller: Caller,
  { text, namespace, scope: word }: TextWrite,
  writeRow: (definitions: DefinitionStore, source: WorkbookSource, place: ActionPlace) => Promise<WorkbookRecord>,
): Promise<WorkbookWritten> {
  const scope = scopeOf(word, caller);
  const { source, actions, workflows, warnings } = readAll(text);
  const place = { namespace, scope, caller, now: library.now() };
  const workbook = await library.store.transaction(async (definitions) => {
    const row = await writeRow(definitions, source, place);
    for (const action of actions) await putAction(library, definitions, action, place);
    for (const workflow of workflows) await putWorkflow(library, definitions, workflow, place);
    return row;
  });
  library.changed();
  return { workbook, warnings };
}

function readAll(text: string): ReadWorkbook {
  const { workbook: source, problems } = readWorkbook(text);
  refuseErrors(problems);
  if (source === undefined) throw new DefinitionRefused("invalid", "Invalid DSL: the text is no workbook");
  const actions = prepareActions(source.actions, source.name);
  return { source, actions, ...prepareWorkflows(source.workflows, source.name) };
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

async function putWorkflow(
  library: Library,
  definitions: DefinitionStore,
  workflow: PreparedWorkflow,
  place: ActionPlace,
): Promise<void> {
  const { project } = place.caller;
  const found = await definitions.workflows.find(workflow.name, place.namespace, project);
  if (found?.projectId === project) await changeWorkflow(definitions, found, workflow, place);
  else await insertWorkflow(definitions, library.newId(), workflow, place);
}
