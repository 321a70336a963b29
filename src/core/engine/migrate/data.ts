import type { WorkflowSpec } from "../../language/index.ts";
import { evaluatedAtEnd, mentions, publishedBy } from "./reads.ts";
import type { Objection } from "./verdict.ts";

/**
 * What skipped tasks would have published, or given as a result, and something else reads: it would not be there (design,
 * section 12, 4).
 *
 * @param spec the specification that the execution is to run by
 * @param skipped tasks of it that are passed
 */
export function dataObjections(spec: WorkflowSpec, skipped: ReadonlySet<string>): Objection[] {
  if (skipped.size === 0) return [];
  const others = [...spec.tasks.values()].filter(({ name }) => !skipped.has(name));
  const known = new Set([...spec.input.map(({ name }) => name), ...Object.keys(spec.vars)]);
  for (const task of others) for (const name of publishedBy(task)) known.add(name);
  const readers = [
    ...others.map((task) => ({ who: `task '${task.name}'`, what: task as unknown })),
    { who: "the output", what: evaluatedAtEnd(spec) },
  ];
  const objections: Objection[] = [];
  for (const name of skipped) {
    const task = spec.tasks.get(name);
    if (task === undefined) continue;
    const missing = [...publishedBy(task)].filter((variable) => !known.has(variable));
    for (const { who, what } of readers) {
      for (const variable of missing) {
        if (!mentions(what, variable)) continue;
        objections.push({
          code: "data",
          message: `${who} reads '${variable}', which only '${name}' publishes, and '${name}' is skipped`,
        });
      }
      if (mentionsTask(what, name)) {
        objections.push({ code: "data", message: `${who} reads the task '${name}', which is skipped` });
      }
    }
  }
  return objections;
}

function mentionsTask(value: unknown, name: string): boolean {
  return mentions(value, name) && mentions(value, "task");
}
