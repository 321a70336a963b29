import type { JsonMap } from "../../core/base/index.ts";
import type { Caller, EnvironmentRecord } from "../../core/model/index.ts";
import { Duplicate } from "../../store/index.ts";
import { checkOwner, scopeOf } from "../access.ts";
import type { Library } from "../library.ts";
import { writeWithin } from "../quotas/write-within.ts";
import { DefinitionRefused } from "../refused.ts";

/** What a client says of an environment; what it leaves out stays, or is empty in a new one. */
export interface EnvironmentWrite {
  readonly name: string;
  readonly description?: string | null;
  readonly variables?: JsonMap;
  readonly scope?: string;
}

/**
 * Creates an environment. Expressions in its variables are stored as they are.
 *
 * @throws DefinitionRefused `forbidden`, `taken`
 */
export async function createEnvironment(
  library: Library,
  caller: Caller,
  write: EnvironmentWrite,
): Promise<EnvironmentRecord> {
  const row: EnvironmentRecord = {
    id: library.newId(),
    name: write.name,
    description: write.description ?? null,
    variables: write.variables ?? {},
    scope: scopeOf(write.scope ?? "private"),
    projectId: caller.project,
    createdAt: library.now(),
    updatedAt: null,
  };
  await writeWithin(library, caller, ({ environments }) => environments.create(row)).catch((error: unknown) => {
    if (!(error instanceof Duplicate)) throw error;
    throw new DefinitionRefused("taken", `Duplicate entry for Environment ['name', 'project_id']: ${row.name}, None`);
  });
  library.changed();
  return row;
}

/**
 * Changes an environment, found by its name.
 *
 * @throws DefinitionRefused `forbidden`, `missing`
 */
export async function updateEnvironment(
  library: Library,
  caller: Caller,
  { name, description, variables, scope }: EnvironmentWrite,
): Promise<EnvironmentRecord> {
  const newScope = scope === undefined ? undefined : scopeOf(scope);
  const found = await getEnvironment(library, caller, name);
  checkOwner("Environment", found, caller);
  const set = {
    ...(description === undefined ? {} : { description }),
    ...(variables === undefined ? {} : { variables }),
    ...(newScope === undefined ? {} : { scope: newScope }),
    updatedAt: library.now(),
  };
  await writeWithin(library, caller, ({ environments }) => environments.update(found.id, set));
  library.changed();
  return { ...found, ...set };
}

/** @throws DefinitionRefused `missing` */
export async function getEnvironment(library: Library, caller: Caller, name: string): Promise<EnvironmentRecord> {
  const found = await library.store.environments.find(name, "", caller.project);
  if (found !== undefined) return found;
  throw new DefinitionRefused("missing", `Environment not found [name=${name}]`);
}

/** @throws DefinitionRefused `missing`, `forbidden` (another project's) */
export async function deleteEnvironment(library: Library, caller: Caller, name: string): Promise<void> {
  const found = await getEnvironment(library, caller, name);
  checkOwner("Environment", found, caller);
  await library.store.environments.delete(found.id);
  library.changed();
}
