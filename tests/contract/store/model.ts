import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parseJson } from "../../../src/core/base/index.ts";
import type { Change, ExecutionRecord, TaskRecord, TimerRecord } from "../../../src/core/model/index.ts";
import type { ExecutionCommit } from "../../../src/store/index.ts";
import type { OpenStore } from "./open.ts";
import { execution, task, timer } from "./records.ts";

/** What is asked for in one commit of one of a few executions. */
interface Step {
  readonly run: number;
  /** How far the version is off: 0 is right, others are stale. */
  readonly off: number;
  readonly own: Partial<ExecutionRecord>;
  readonly newTasks: readonly Partial<TaskRecord>[];
  readonly changedTasks: readonly (readonly [number, Partial<TaskRecord>])[];
  readonly newTimers: readonly number[];
  readonly removedTimers: readonly number[];
}

const json = fc
  .dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
  .map((value) => parseJson(JSON.stringify(value)));
const text = fc.string({ unit: "grapheme", maxLength: 20 });
const some = { requiredKeys: [] };
const ownFields = fc.record(
  {
    state: fc.constantFrom("RUNNING", "PAUSED", "ERROR"),
    stateInfo: fc.option(text),
    output: fc.option(json),
    variables: json,
    accepted: fc.boolean(),
    finishedAt: fc.option(fc.nat()),
  },
  some,
);
const taskFields = fc.record(
  {
    stateInfo: fc.option(text),
    published: fc.option(json),
    processed: fc.boolean(),
    sources: fc.array(text, { maxLength: 2 }),
    startedAt: fc.option(fc.nat()),
  },
  some,
);
const step: fc.Arbitrary<Step> = fc.record({
  run: fc.nat({ max: 2 }),
  off: fc.constantFrom(0, 0, 0, 1),
  own: ownFields as fc.Arbitrary<Partial<ExecutionRecord>>,
  newTasks: fc.array(taskFields as fc.Arbitrary<Partial<TaskRecord>>, { maxLength: 3 }),
  changedTasks: fc.array(fc.tuple(fc.nat({ max: 5 }), taskFields as fc.Arbitrary<Partial<TaskRecord>>), {
    maxLength: 3,
  }),
  newTimers: fc.array(fc.nat(), { maxLength: 2 }),
  removedTimers: fc.array(fc.nat({ max: 3 }), { maxLength: 2 }),
});

/** An execution as plain records. */
interface Model {
  execution: ExecutionRecord;
  tasks: TaskRecord[];
  timers: TimerRecord[];
}

export function exerciseAgainstModel(open: OpenStore): void {
  it("remembers what plain records would", { timeout: 60_000 }, async () => {
    const store = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), async (batches) => {
        const models: Model[] = [0, 1, 2].map(() => ({ execution: execution(), tasks: [], timers: [] }));
        await store.commit(
          models.map(({ execution: run }) => ({ executionId: run.id, expectedVersion: null, created: [run] })),
        );
        for (const batch of batches) {
          const expected: string[] = [];
          const commits = batch.map((one) => {
            const model = models[one.run]!;
            const commit = commitOf(one, model);
            expected.push(one.off === 0 ? "done" : "stale");
            if (one.off === 0) models[one.run] = after(model, commit);
            return commit;
          });
          expect(await store.commit(commits)).toEqual(expected);
        }
        for (const model of models) {
          const bundle = await store.loadExecution(model.execution.id);
          expect(bundle?.execution).toEqual(model.execution);
          expect(bundle?.tasks).toEqual(model.tasks);
          expect(bundle?.timers.toSorted(byId)).toEqual(model.timers.toSorted(byId));
        }
      }),
      { numRuns: 25 },
    );
  });
}

function commitOf(step: Step, model: Model): ExecutionCommit {
  const run = model.execution;
  const created = step.newTasks.map((set, n) => task(run, { ...set, ordinal: model.tasks.length + n + 1 }));
  const tasks = [...model.tasks, ...created];
  const changed = step.changedTasks.flatMap(([place, set]): Change[] => {
    const id = tasks[place]?.id;
    return id === undefined ? [] : [{ type: "taskChanged", id, set }];
  });
  return {
    executionId: run.id,
    expectedVersion: run.version + step.off,
    changes: [
      ...created.map((one) => ({ type: "taskCreated", task: one }) as const),
      ...changed,
      { type: "executionChanged", id: run.id, set: step.own },
    ],
    timersSet: step.newTimers.map((at) => timer(run, { at })),
    timersRemoved: step.removedTimers.flatMap((place) => model.timers[place]?.id ?? []),
  };
}

function after(model: Model, commit: ExecutionCommit): Model {
  const run = { ...model.execution, version: model.execution.version + 1 };
  const tasks = new Map(model.tasks.map((one) => [one.id, { ...one }]));
  for (const change of commit.changes ?? []) {
    if (change.type === "executionChanged") Object.assign(run, change.set);
    if (change.type === "taskCreated") tasks.set(change.task.id, { ...change.task });
    if (change.type === "taskChanged") Object.assign(tasks.get(change.id) ?? {}, change.set);
  }
  const timers = [...model.timers, ...(commit.timersSet ?? [])];
  return {
    execution: run,
    tasks: [...tasks.values()],
    timers: timers.filter((one) => !commit.timersRemoved?.includes(one.id)),
  };
}

function byId(a: TimerRecord, b: TimerRecord): number {
  return a.id < b.id ? -1 : 1;
}
