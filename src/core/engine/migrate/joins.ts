import { isJoin } from "../flow/join-spec.ts";
import type { Comparison } from "./comparison.ts";
import type { History } from "./history.ts";
import type { Objection } from "./verdict.ts";

/**
 * Whether a join that was reached has been judged as the other specification would have judged it: it waits for the same
 * tasks, those can be reached from the same ones of what has started, and it lies in a loop or not as before.
 *
 * @param dropped tasks that have run and are not there any more
 * @returns what speaks against it
 */
export function joinObjections(
  { from, to }: Comparison,
  history: History,
  dropped: ReadonlySet<string>,
  name: string,
): Objection[] {
  const spec = from.spec.tasks.get(name);
  if (spec === undefined || !isJoin(spec)) return [];
  const before = from.graph.inbound.get(name) ?? [];
  const now = to.graph.inbound.get(name) ?? [];
  const added = now.filter((source) => !before.includes(source));
  const lost = before.filter((source) => !now.includes(source));
  if (added.length > 0 || lost.length > 0) {
    const parts = [
      ...(added.length > 0 ? [`also for ${quoted(added)}`] : []),
      ...(lost.length > 0 ? [`no more for ${quoted(lost)}`] : []),
    ];
    return [objection(`join '${name}' has been reached and would wait ${parts.join(" and ")}`)];
  }
  if (from.ancestorsOf(name).has(name) !== to.ancestorsOf(name).has(name)) {
    return [
      objection(
        `join '${name}' has been reached and ${to.ancestorsOf(name).has(name) ? "would lie" : "would lie no more"} in a loop`,
      ),
    ];
  }
  const started = [...history.tasks.keys()].filter((task) => !dropped.has(task));
  const other = now.find((source) =>
    started.some((task) => from.ancestorsOf(source).has(task) !== to.ancestorsOf(source).has(task)),
  );
  if (other === undefined) return [];
  return [objection(`join '${name}' waits for '${other}', to which other ways would lead from what has started`)];
}

function objection(message: string): Objection {
  return { code: "join-inbound", message };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(", ");
}
