import type { Caller } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";
import { countDefinitions, exceeded } from "./quotas.ts";

/**
 * Writes definitions in one transaction, within the quota of the caller's project.
 *
 * @returns what `work` returns
 * @throws DefinitionRefused `forbidden`, and whatever `work` throws
 */
export async function writeWithin<Result>(
  { quotas, store }: Library,
  { project }: Caller,
  work: (definitions: DefinitionStore) => Promise<Result>,
): Promise<Result> {
  const most = (await quotas?.admitDefinitions(project)) ?? -1;
  if (most < 0) return store.transaction(work);
  return store.transaction(async (definitions) => {
    const before = await countDefinitions(definitions, project);
    const result = await work(definitions);
    const after = await countDefinitions(definitions, project);
    if (after <= before || after <= most) return result;
    throw new DefinitionRefused("forbidden", exceeded(project, `${most} definitions, and would have ${after}`));
  });
}
