import { describe, expect, it } from "vitest";
import { float } from "../../../src/core/base/index.ts";
import type { OpenStore } from "./open.ts";
import { action, child, execution, message, task, timer } from "./records.ts";

export function exerciseCommits(open: OpenStore): void {
  describe("commit", () => {
    it("creates an execution with everything its first decision made", async () => {
      const store = await open();
      const run = execution({ input: { n: 1 }, tags: ["a"], environment: { e: true } });
      const first = task(run, { runtimeContext: { triggered_by: [] }, next: [{ name: "t2", event: "on-success" }] });
      const queued = action(first);
      const claimed = action(first, { index: 1, createdAt: 1001 });
      const later = timer(run);
      const sub = child(run, first.id);
      const results = await store.commit([
        {
          executionId: run.id,
          expectedVersion: null,
          created: [run, sub],
          changes: [
            { type: "taskCreated", task: first },
            { type: "actionCreated", action: queued },
            { type: "actionCreated", action: claimed },
          ],
          timersSet: [later],
          messagesSent: [message(sub)],
          dispatched: [
            { actionId: queued.id, claimedBy: null },
            { actionId: claimed.id, claimedBy: "n1" },
          ],
        },
      ]);
      expect(results).toEqual(["done"]);
      const bundle = await store.loadExecution(run.id);
      expect(bundle?.execution).toEqual(run);
      expect(bundle?.tasks).toEqual([first]);
      expect(bundle?.actions).toEqual([
        { ...queued, dispatch: "queued" },
        { ...claimed, dispatch: "claimed", claimedBy: "n1" },
      ]);
      expect(bundle?.timers).toEqual([later]);
      expect(bundle?.messages).toEqual([]);
      expect(bundle?.children.map((one) => one.id)).toEqual([sub.id]);
      const below = await store.loadExecution(sub.id);
      expect(below?.execution).toEqual(sub);
      expect(below?.messages.map((one) => one.event)).toEqual([{ type: "started" }]);
    });

    it("folds changes into what the same commit creates", async () => {
      const store = await open();
      const run = execution();
      const first = task(run);
      const only = action(first);
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: null,
          created: [run],
          changes: [
            { type: "taskCreated", task: first },
            { type: "actionCreated", action: only },
            { type: "actionChanged", id: only.id, set: { state: "SUCCESS", output: { result: "x" }, accepted: true } },
            { type: "taskChanged", id: first.id, set: { state: "RUNNING", stateInfo: "once" } },
            { type: "taskChanged", id: first.id, set: { state: "SUCCESS", stateInfo: null } },
            { type: "executionChanged", id: run.id, set: { state: "SUCCESS", output: {}, finishedAt: 2000 } },
          ],
        },
      ]);
      const bundle = await store.loadExecution(run.id);
      expect(bundle?.execution).toEqual({ ...run, state: "SUCCESS", output: {}, finishedAt: 2000 });
      expect(bundle?.tasks).toEqual([{ ...first, state: "SUCCESS" }]);
      expect(bundle?.actions).toEqual([{ ...only, state: "SUCCESS", output: { result: "x" }, accepted: true }]);
    });

    it("raises the version and changes only the fields that are set", async () => {
      const store = await open();
      const run = execution({ stateInfo: "before", output: { a: 1 }, environment: { e: 1 }, description: "kept" });
      const first = task(run, { published: { x: 1 }, stateInfo: "kept" });
      const other = task(run, { ordinal: 2, published: { y: 1 } });
      const only = action(first, { output: { result: 1 }, stateInfo: "gone" });
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: null,
          created: [run],
          changes: [
            { type: "taskCreated", task: first },
            { type: "taskCreated", task: other },
            { type: "actionCreated", action: only },
          ],
        },
      ]);
      const results = await store.commit([
        {
          executionId: run.id,
          expectedVersion: 0,
          changes: [
            { type: "executionChanged", id: run.id, set: { stateInfo: null, output: { b: 2 }, version: 99 } },
            { type: "taskChanged", id: first.id, set: { published: null, processed: true } },
            { type: "taskChanged", id: other.id, set: { stateInfo: "other", sources: [first.id] } },
            { type: "actionChanged", id: only.id, set: { stateInfo: null, accepted: true } },
          ],
        },
      ]);
      expect(results).toEqual(["done"]);
      const bundle = await store.loadExecution(run.id);
      expect(bundle?.execution).toEqual({ ...run, stateInfo: null, output: { b: 2 }, version: 1 });
      expect(bundle?.tasks).toEqual([
        { ...first, published: null, processed: true },
        { ...other, stateInfo: "other", sources: [first.id] },
      ]);
      expect(bundle?.actions).toEqual([{ ...only, stateInfo: null, accepted: true }]);
    });

    it("leaves a stale commit out whole and stores the others", async () => {
      const store = await open();
      const [one, two, three] = [execution(), execution(), execution()];
      await store.commit([one, two].map((run) => ({ executionId: run.id, expectedVersion: null, created: [run] })));
      const results = await store.commit([
        { executionId: one.id, expectedVersion: 0, changes: [{ type: "taskCreated", task: task(one) }] },
        {
          executionId: two.id,
          expectedVersion: 7,
          created: [child(two, "t")],
          changes: [
            { type: "taskCreated", task: task(two) },
            { type: "executionChanged", id: two.id, set: { state: "ERROR" } },
          ],
          timersSet: [timer(two)],
          messagesSent: [message(one)],
        },
        { executionId: three.id, expectedVersion: 0, changes: [{ type: "taskCreated", task: task(three) }] },
      ]);
      expect(results).toEqual(["done", "stale", "stale"]);
      expect((await store.loadExecution(one.id))?.tasks).toHaveLength(1);
      expect((await store.loadExecution(one.id))?.messages).toEqual([]);
      expect(await store.loadExecution(two.id)).toEqual({
        execution: two,
        tasks: [],
        actions: [],
        children: [],
        timers: [],
        messages: [],
      });
      expect(await store.loadExecution(three.id)).toBeUndefined();
    });

    it("creates an id once", async () => {
      const store = await open();
      const run = execution({ description: "first" });
      const again = execution({ id: run.id, description: "second" });
      expect(await store.commit([{ executionId: run.id, expectedVersion: null, created: [run] }])).toEqual(["done"]);
      expect(
        await store.commit([
          {
            executionId: run.id,
            expectedVersion: null,
            created: [again],
            changes: [{ type: "taskCreated", task: task(again) }],
          },
        ]),
      ).toEqual(["stale"]);
      const bundle = await store.loadExecution(run.id);
      expect(bundle?.execution.description).toBe("first");
      expect(bundle?.tasks).toEqual([]);
    });

    it("takes commits of one execution in order, and a parent's word about a child beside the child's own", async () => {
      const store = await open();
      const run = execution();
      const sub = child(run, "t");
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run, sub] }]);
      const results = await store.commit([
        { executionId: run.id, expectedVersion: 0, changes: [{ type: "childChanged", id: sub.id, accepted: false }] },
        {
          executionId: sub.id,
          expectedVersion: 0,
          changes: [{ type: "executionChanged", id: sub.id, set: { state: "ERROR" } }],
        },
        {
          executionId: sub.id,
          expectedVersion: 1,
          changes: [{ type: "executionChanged", id: sub.id, set: { stateInfo: "why" } }],
        },
      ]);
      expect(results).toEqual(["done", "done", "done"]);
      expect((await store.loadExecution(sub.id))?.execution).toEqual({
        ...sub,
        accepted: false,
        state: "ERROR",
        stateInfo: "why",
        version: 2,
      });
    });

    it("replaces and removes timers, sends and consumes messages", async () => {
      const store = await open();
      const run = execution();
      const [kept, moved, removed] = [timer(run, { at: 1 }), timer(run, { at: 2 }), timer(run)];
      const [heard, waiting] = [
        message(run, { type: "pauseRequested" }),
        message(run, { type: "timerFired", timerId: "x" }),
      ];
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: null,
          created: [run],
          timersSet: [kept, moved, removed],
          messagesSent: [heard, waiting],
        },
      ]);
      expect((await store.loadExecution(run.id))?.messages).toEqual([heard, waiting]);
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: 0,
          timersSet: [{ ...moved, at: 9, purpose: null }],
          timersRemoved: [removed.id],
          messagesConsumed: [heard.id],
        },
      ]);
      const bundle = await store.loadExecution(run.id);
      expect(bundle?.timers).toEqual([kept, { ...moved, at: 9, purpose: null }]);
      expect(bundle?.messages).toEqual([waiting]);
    });

    it("keeps numbers, large values and odd characters as they are", async () => {
      const store = await open();
      const odd = {
        float: float(2),
        big: 12345678901234567890n,
        tiny: 1e-7,
        nested: [{ "": null, "a.b": [[]] }],
        text: "ä\u0000\uD800 \u{1F600} \\u0000 \"'`$1 ?",
        ["__proto__"]: "own",
        long: "x".repeat(1_000_000),
      };
      const run = execution({ input: odd, output: odd });
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: 0,
          changes: [
            { type: "executionChanged", id: run.id, set: { variables: odd } },
            { type: "taskCreated", task: task(run, { published: odd, name: "größe 'x' \"y\"" }) },
          ],
        },
      ]);
      const bundle = await store.loadExecution(run.id);
      expect(bundle?.execution.input).toEqual(odd);
      expect(bundle?.execution.output).toEqual(odd);
      expect(bundle?.execution.variables).toEqual(odd);
      expect(bundle?.tasks[0]?.published).toEqual(odd);
      expect(bundle?.tasks[0]?.name).toBe("größe 'x' \"y\"");
    });

    it("stores what no database keeps in text as U+FFFD", async () => {
      const store = await open();
      const run = execution({ stateInfo: "a\u0000b\uD800c" });
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: 0,
          changes: [{ type: "executionChanged", id: run.id, set: { description: "\u0000" } }],
        },
      ]);
      const bundle = await store.loadExecution(run.id);
      expect(bundle?.execution.stateInfo).toBe("a\uFFFDb\uFFFDc");
      expect(bundle?.execution.description).toBe("\uFFFD");
    });

    it("stores nothing of a batch that the database refuses", async () => {
      const store = await open();
      const run = execution();
      const other = execution();
      const twice = task(run);
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: null,
          created: [run],
          changes: [{ type: "taskCreated", task: twice }],
        },
      ]);
      await expect(
        store.commit([
          { executionId: other.id, expectedVersion: null, created: [other] },
          { executionId: run.id, expectedVersion: 0, changes: [{ type: "taskCreated", task: twice }] },
        ]),
      ).rejects.toThrow(/unique/i);
      expect(await store.loadExecution(other.id)).toBeUndefined();
      expect((await store.loadExecution(run.id))?.execution.version).toBe(0);
    });

    it("refuses a commit that changes another execution", async () => {
      const store = await open();
      const run = execution();
      const commit = {
        executionId: run.id,
        expectedVersion: null,
        created: [run],
        changes: [{ type: "executionChanged", id: "another", set: { state: "ERROR" } } as const],
      };
      await expect(async () => store.commit([commit])).rejects.toThrow("another");
    });

    it("stores hundreds of rows of many executions together", async () => {
      const store = await open();
      const runs = Array.from({ length: 40 }, () => execution());
      const results = await store.commit(
        runs.map((run) => {
          const tasks = Array.from({ length: 25 }, (_, n) => task(run, { ordinal: n + 1 }));
          return {
            executionId: run.id,
            expectedVersion: null,
            created: [run],
            changes: [
              ...tasks.map((one) => ({ type: "taskCreated", task: one }) as const),
              ...tasks.map((one) => ({ type: "actionCreated", action: action(one) }) as const),
            ],
          };
        }),
      );
      expect(results).toEqual(runs.map(() => "done"));
      expect(await store.tasks.count({ visibility: "all" })).toBe(1000);
      expect(await store.actions.count({ visibility: "all" })).toBe(1000);
      expect(await store.commit([])).toEqual([]);
    });
  });
}
