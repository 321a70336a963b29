import type { Caller, CodeSourceRecord, Scope } from "../../core/model/index.ts";
import { Duplicate, type DefinitionStore } from "../../store/index.ts";
import { visibleTo } from "../access.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";
import { writeWithin } from "../quotas/write-within.ts";
import { isUuid } from "../uuid.ts";

/** A code source that is to be written. */
export interface CodeSourceWrite {
  /** The name of a new one; the name or id of one that is changed. */
  readonly name: string;
  readonly namespace: string;
  readonly scope: Scope;
  readonly content: string;
}

/**
 * Stores the text of a module. Nothing of it is run or looked at.
 *
 * @throws DefinitionRefused `taken`
 */
export async function createCodeSource(
  library: Library,
  caller: Caller,
  { name, namespace, scope, content }: CodeSourceWrite,
): Promise<CodeSourceRecord> {
  const { newId, now } = library;
  const row = { id: newId(), name, namespace, scope, content, version: 1, createdAt: now(), updatedAt: null };
  const record = { ...row, projectId: caller.project };
  await writeWithin(library, caller, ({ codeSources }) => codeSources.create(record)).catch((error: unknown) => {
    if (!(error instanceof Duplicate)) throw error;
    const key = "['name', 'namespace', 'project_id']";
    throw new DefinitionRefused("taken", `Duplicate entry for CodeSource ${key}: ${name}, ${namespace}, None`);
  });
  return record;
}

/** Replaces the text. @throws DefinitionRefused `missing` */
export async function updateCodeSource(
  library: Library,
  caller: Caller,
  { name, namespace, scope, content }: CodeSourceWrite,
): Promise<CodeSourceRecord> {
  const { now, changed } = library;
  const updated = await writeWithin(library, caller, async (definitions) => {
    const found = await getCodeSource(definitions, caller, name, namespace);
    const set = { scope, content, version: found.version + 1, updatedAt: now() };
    await definitions.codeSources.update(found.id, set);
    return { ...found, ...set };
  });
  changed();
  return updated;
}

/**
 * Finds a code source: an id in any namespace, a name in the given one.
 *
 * @throws DefinitionRefused `missing`
 */
export async function getCodeSource(
  { codeSources }: DefinitionStore,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<CodeSourceRecord> {
  const byId = isUuid(identifier) ? await codeSources.get(identifier, visibleTo(caller)) : undefined;
  const found = byId ?? (await codeSources.find(identifier, namespace, caller.project));
  if (found !== undefined) return found;
  throw new DefinitionRefused("missing", `Code Source not found [name=${identifier},namespace=${namespace}]`);
}

/** Deletes a code source with the actions that are made of it. @throws DefinitionRefused `missing` */
export async function deleteCodeSource(
  { store, changed }: Library,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<void> {
  await store.transaction(async (definitions) => {
    const { id } = await getCodeSource(definitions, caller, identifier, namespace);
    const madeOfIt = await definitions.dynamicActions.list({
      visibility: "all",
      filters: [{ field: "codeSourceId", op: "eq", value: id }],
      fields: ["id"],
    });
    for (const action of madeOfIt) await definitions.dynamicActions.delete(action.id);
    await definitions.codeSources.delete(id);
  });
  changed();
}
