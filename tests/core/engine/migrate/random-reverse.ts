import * as fc from "fast-check";

/** What each task of a reverse workflow requires, and a mark that makes a definition another one. */
export type ReverseModel = ReadonlyMap<string, { readonly requires: readonly string[]; readonly mark: number }>;

/** The task that the workflow is run for. */
export const target = "t0";

/** Workflows of up to `most` tasks: later ones are required by earlier ones. */
export function randomReverse(most = 7): fc.Arbitrary<ReverseModel> {
  return fc.integer({ min: 2, max: most }).chain((count) =>
    fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { minLength: count, maxLength: count * 2 })
      .map((pairs) => {
        const requires = new Map<string, string[]>(Array.from({ length: count }, (_, i) => [`t${i}`, []]));
        pairs.forEach(([a, b], i) => {
          // The first pairs leave few tasks that nobody needs.
          const [by, needs] = i > 0 && i < count ? [a % i, i] : [Math.min(a, b), Math.max(a, b)];
          const list = requires.get(`t${by}`);
          if (by !== needs && list !== undefined && !list.includes(`t${needs}`)) list.push(`t${needs}`);
        });
        return new Map([...requires].map(([name, list]) => [name, { requires: list, mark: 0 }]));
      }),
  );
}

export interface ReverseEdit {
  readonly kind: "add" | "release" | "require" | "mark";
  readonly at: number;
  readonly other: number;
}

export const randomReverseEdits: fc.Arbitrary<readonly ReverseEdit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<ReverseEdit["kind"][]>("add", "add", "release", "require", "mark"),
    at: fc.nat(20),
    other: fc.nat(20),
  }),
  { minLength: 1, maxLength: 2 },
);

/** The model after the edits; new tasks are called n0, n1, ... */
export function editedReverse(model: ReverseModel, edits: readonly ReverseEdit[]): ReverseModel {
  const tasks = new Map(model);
  edits.forEach(({ kind, at, other }, i) => {
    const names = [...tasks.keys()];
    const name = names[at % names.length] ?? target;
    const task = tasks.get(name) ?? { requires: [], mark: 0 };
    const second = names[other % names.length] ?? target;
    if (kind === "add") {
      tasks.set(name, { ...task, requires: [...task.requires, `n${i}`] });
      tasks.set(`n${i}`, { requires: names.indexOf(second) > names.indexOf(name) ? [second] : [], mark: 0 });
    } else if (kind === "release") {
      tasks.set(name, { ...task, requires: task.requires.slice(1) });
    } else if (kind === "mark") {
      tasks.set(name, { ...task, mark: task.mark + 1 });
    } else if (names.indexOf(second) > names.indexOf(name) && !task.requires.includes(second)) {
      tasks.set(name, { ...task, requires: [...task.requires, second] });
    }
  });
  return tasks;
}

export function reverseText(model: ReverseModel): string {
  const bodies = [...model].map(
    ([name, { requires, mark }]) =>
      `    ${name}: {action: std.async_noop, keep-result: ${mark % 2 === 0}${requires.length === 0 ? "" : `, requires: [${requires.join(", ")}]`}}`,
  );
  return `w:\n  type: reverse\n  tasks:\n${bodies.join("\n")}\n`;
}
