import type { ActionRecord } from "../../core/model/index.ts";
import type { Executor } from "./executor.ts";

/**
 * Finds actions that the database has as claimed by this node, and that it never began: the answer that was to bring them was
 * lost with a connection. Nobody else would ever run them.
 *
 * @param hasClaimed whether the database had any a moment ago
 * @param readClaimed asks the database
 * @param executor knows which were begun, or are about to be
 * @param claimsUnderWay ends when every claim made so far has been answered
 * @returns their ids
 */
export async function findStrays(
  hasClaimed: boolean,
  readClaimed: () => Promise<readonly ActionRecord[]>,
  executor: Executor,
  claimsUnderWay: () => Promise<void>,
): Promise<readonly string[]> {
  const ended = executor.ended();
  if (!hasClaimed && ended.length === 0) return [];
  const claimed = new Set((await readClaimed()).map(({ id }) => id));
  executor.forget(ended.filter((id) => !claimed.has(id)));
  await claimsUnderWay();
  return [...claimed].filter((id) => !executor.knows(id));
}
