import type { Problem } from "../../core/base/index.ts";
import { checkAction, type AdhocActionSpec, type DefinitionSource } from "../../core/language/index.ts";
import type { ActionDefinitionRecord, Caller, Scope } from "../../core/model/index.ts";
import { Duplicate, type DefinitionStore } from "../../store/index.ts";
import { checkOwner } from "../access.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { actionSignature } from "../signature.ts";

/** The fields of an ad-hoc action that its text decides. */
export type ActionFields = Pick<
  ActionDefinitionRecord,
  "name" | "workbookName" | "description" | "definition" | "spec" | "input" | "tags"
>;

export interface ActionPlace {
  readonly namespace: string;
  readonly scope: Scope;
  readonly caller: Caller;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/**
 * Checks ad-hoc actions of one text.
 *
 * @param workbookName the workbook they stand in; its name goes in front of theirs
 * @throws DefinitionRefused `invalid` with all problems
 */
export function prepareActions(sources: readonly DefinitionSource[], workbookName: string | null): ActionFields[] {
  const checked = sources.map((source) => ({ source, ...checkAction(source.name, source.body, source.locate) }));
  refuseErrors(checked.flatMap(({ problems }): readonly Problem[] => problems));
  return checked.map(({ source, spec }) => fieldsOf(source, spec, workbookName));
}

function fieldsOf(
  source: DefinitionSource,
  spec: AdhocActionSpec | undefined,
  workbookName: string | null,
): ActionFields {
  return {
    name: workbookName === null ? source.name : `${workbookName}.${source.name}`,
    workbookName,
    description: spec?.description ?? null,
    definition: source.definition,
    spec: source.body,
    input: actionSignature(source.body),
    tags: spec?.tags ?? [],
  };
}

/** @throws DefinitionRefused `taken` */
export async function insertAction(
  definitions: DefinitionStore,
  id: string,
  fields: ActionFields,
  { namespace, scope, caller, now }: ActionPlace,
): Promise<ActionDefinitionRecord> {
  const row = { ...fields, id, namespace, scope, projectId: caller.project, createdAt: now, updatedAt: null };
  await definitions.actionDefinitions.create(row).catch((error: unknown) => takenName(error, row));
  return row;
}

/**
 * Changes an ad-hoc action; what stays the same keeps its times.
 *
 * @throws DefinitionRefused `forbidden`, `taken`
 */
export async function changeAction(
  definitions: DefinitionStore,
  found: ActionDefinitionRecord,
  fields: ActionFields,
  { scope, caller, now }: ActionPlace,
): Promise<ActionDefinitionRecord> {
  checkOwner("ActionDefinition", found, caller);
  const isSame =
    found.name === fields.name &&
    found.definition === fields.definition &&
    found.workbookName === fields.workbookName &&
    found.scope === scope;
  if (isSame) return found;
  const row = { ...found, ...fields, scope, updatedAt: now };
  const { id, ...set } = row;
  await definitions.actionDefinitions.update(id, set).catch((error: unknown) => takenName(error, row));
  return row;
}

function takenName(error: unknown, { name, namespace }: { name: string; namespace: string }): never {
  if (!(error instanceof Duplicate)) throw error;
  const message = `Duplicate entry for Action ['name', 'namespace', 'project_id']: ${name}, ${namespace}, None`;
  throw new DefinitionRefused("taken", message);
}
