import type { Caller, DynamicActionRecord, Scope } from "../../core/model/index.ts";
import { Duplicate, type DefinitionStore } from "../../store/index.ts";
import { visibleTo } from "../access.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";
import { writeWithin } from "../quotas/write-within.ts";
import { isUuid } from "../uuid.ts";
import { getCodeSource } from "./code-sources.ts";

/** What a client says of a dynamic action. */
export interface DynamicActionWrite {
  readonly namespace: string;
  readonly className?: string;
  /** Name or id of the code source that the class stands in. */
  readonly codeSource?: string;
  readonly scope?: Scope;
}

/**
 * Makes a class of a code source known as an action.
 *
 * @throws DefinitionRefused `invalid`, `missing` (no such code source), `taken`
 */
export async function createDynamicAction(
  library: Library,
  caller: Caller,
  name: string,
  { namespace, className, codeSource, scope = "private" }: DynamicActionWrite,
): Promise<DynamicActionRecord> {
  const { store, newId, now, changed } = library;
  if (codeSource === undefined) {
    throw new DefinitionRefused("invalid", "Either 'code_source_id' or 'code_source_name' must be provided.");
  }
  if (className === undefined) throw new DefinitionRefused("invalid", "'class_name' must be provided.");
  const { id: codeSourceId, name: codeSourceName } = await getCodeSource(store, caller, codeSource, namespace);
  const row: DynamicActionRecord = {
    id: newId(),
    name,
    namespace,
    projectId: caller.project,
    scope,
    className,
    codeSourceId,
    codeSourceName,
    createdAt: now(),
    updatedAt: null,
  };
  await writeWithin(library, caller, ({ dynamicActions }) => dynamicActions.create(row)).catch((error: unknown) => {
    if (!(error instanceof Duplicate)) throw error;
    const key = `[name=${name}, namespace=${namespace}, project_id=None]`;
    throw new DefinitionRefused("taken", `Duplicate entry for dynamic action definition ${key}`);
  });
  changed();
  return row;
}

/**
 * Changes a dynamic action; what is left out stays.
 *
 * @param identifier its name or id
 * @throws DefinitionRefused `missing` (the action, or the code source)
 */
export async function updateDynamicAction(
  { store, now, changed }: Library,
  caller: Caller,
  identifier: string,
  { namespace, className, codeSource, scope }: DynamicActionWrite,
): Promise<DynamicActionRecord> {
  const found = await getDynamicAction(store, caller, identifier, namespace);
  const source = codeSource === undefined ? undefined : await getCodeSource(store, caller, codeSource, namespace);
  const set = {
    ...(className === undefined ? {} : { className }),
    ...(scope === undefined ? {} : { scope }),
    ...(source === undefined ? {} : { codeSourceId: source.id, codeSourceName: source.name }),
    updatedAt: now(),
  };
  await store.dynamicActions.update(found.id, set);
  changed();
  return { ...found, ...set };
}

/**
 * Finds a dynamic action: an id in any namespace, a name in the given one.
 *
 * @throws DefinitionRefused `missing`
 */
export async function getDynamicAction(
  { dynamicActions }: DefinitionStore,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<DynamicActionRecord> {
  const byId = isUuid(identifier) ? await dynamicActions.get(identifier, visibleTo(caller)) : undefined;
  const found = byId ?? (await dynamicActions.find(identifier, namespace, caller.project));
  if (found !== undefined) return found;
  throw new DefinitionRefused("missing", `Dynamic Action not found [name=${identifier},namespace=${namespace}]`);
}

/** @throws DefinitionRefused `missing` */
export async function deleteDynamicAction(
  { store, changed }: Library,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<void> {
  const { id } = await getDynamicAction(store, caller, identifier, namespace);
  await store.dynamicActions.delete(id);
  changed();
}
