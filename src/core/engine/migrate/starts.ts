import type { Comparison } from "./comparison.ts";
import { insertedBefore } from "./insertions.ts";

/** How the tasks differ that a direct workflow begins with. */
export interface Starts {
  readonly isSame: boolean;
  /** Whether they differ by insertions alone. */
  readonly isExplained: boolean;
  readonly skipped: readonly string[];
  readonly dropped: readonly string[];
  readonly message: string;
}

/** Compares what two workflows begin with: all of it has started by now. */
export function startsOf({ from, to }: Comparison): Starts {
  const begun = from.graph.starts.filter((name) => !to.graph.starts.includes(name));
  const missed = to.graph.starts.filter((name) => !from.graph.starts.includes(name));
  const skipped: string[] = [];
  const dropped: string[] = [];
  const explained = new Set<string>();
  for (const target of begun) {
    for (const start of missed) {
      const inserted = insertedBefore(from.spec, to.spec, start, target);
      const removed = insertedBefore(to.spec, from.spec, target, start);
      if (inserted === undefined && removed === undefined) continue;
      skipped.push(...(inserted ?? []));
      dropped.push(...(removed ?? []));
      explained.add(start).add(target);
    }
  }
  const parts = [
    ...(missed.length > 0 ? [`begins with ${quoted(missed)}, which this execution has not started`] : []),
    ...(begun.length > 0 ? [`does not begin with ${quoted(begun)}, which this execution has started`] : []),
  ];
  return {
    isSame: begun.length === 0 && missed.length === 0,
    isExplained: [...begun, ...missed].every((name) => explained.has(name)),
    skipped,
    dropped,
    message: `'${to.spec.name}' ${parts.join(" and ")}`,
  };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(", ");
}
