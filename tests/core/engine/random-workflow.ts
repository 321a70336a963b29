import * as fc from "fast-check";

/** A workflow without loops: tasks that several lead to are joins, so that its end does not depend on who is faster. */
export interface RandomWorkflow {
  readonly text: string;
  /** Names of the tasks whose action fails. */
  readonly failing: ReadonlySet<string>;
  readonly joins: readonly string[];
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly clause: "on-success" | "on-error" | "on-complete";
}

const clauses = ["on-success", "on-error", "on-complete"] as const;

/** Workflows of up to `most` tasks. */
export function randomWorkflow(most = 9): fc.Arbitrary<RandomWorkflow> {
  return fc.integer({ min: 2, max: most }).chain((count) => {
    const edge = fc
      .tuple(fc.nat(count - 2), fc.nat(count - 1), fc.constantFrom(...clauses))
      .map(([a, b, clause]): Edge => {
        const [from, to] = a < b ? [a, b] : a > b ? [b, a] : [a, a + 1];
        return { from, to, clause };
      });
    const edges = fc.uniqueArray(edge, { selector: ({ from, to }) => `${from} ${to}`, maxLength: count * 2 });
    const flags = fc.array(fc.boolean(), { minLength: count, maxLength: count });
    return fc.tuple(edges, flags, flags).map(([all, fails, retries]) => build(count, all, fails, retries));
  });
}

function build(
  count: number,
  edges: readonly Edge[],
  fails: readonly boolean[],
  retries: readonly boolean[],
): RandomWorkflow {
  const joins: string[] = [];
  const bodies = Array.from({ length: count }, (_, i) => {
    const inbound = edges.filter(({ to }) => to === i);
    if (inbound.length > 1) joins.push(`t${i}`);
    const body = [
      "action: std.async_noop",
      `publish: {v${i}: ${i}}`,
      `publish-on-error: {e${i}: ${i}}`,
      ...(inbound.length > 1 ? ["join: all"] : []),
      ...(retries[i] === true ? ["retry: {count: 1, delay: 1}"] : []),
      ...clauses.flatMap((clause) => {
        const targets = edges.filter(({ from, clause: one }) => from === i && one === clause).map(({ to }) => `t${to}`);
        return targets.length > 0 ? [`${clause}: [${targets.join(", ")}]`] : [];
      }),
    ];
    return `    t${i}: {${body.join(", ")}}`;
  });
  const failing = new Set(fails.flatMap((fail, i) => (fail ? [`t${i}`] : [])));
  return { text: `w:\n  tasks:\n${bodies.join("\n")}\n`, failing, joins };
}
