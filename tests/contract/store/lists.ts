import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExecutionRecord } from "../../../src/core/model/index.ts";
import { MarkerNotFound, type Filter, type Sort, type Store } from "../../../src/store/index.ts";
import type { OpenStore } from "./open.ts";
import { action, child, execution, mine, task } from "./records.ts";

type Field = keyof ExecutionRecord;

export function exerciseLists(open: OpenStore): void {
  describe("lists", () => {
    const rows = [
      execution({
        id: "a",
        workflowName: "Build",
        state: "SUCCESS",
        tags: ["x", "y"],
        createdAt: 10,
        stateInfo: "fine",
      }),
      execution({
        id: "b",
        workflowName: "build",
        state: "ERROR",
        tags: ["x"],
        createdAt: 20,
        input: { a: 1, b: [2] },
      }),
      execution({ id: "c", workflowName: "b%ld", state: "RUNNING", tags: ['q"x'], createdAt: 30, stateInfo: "bad" }),
      execution({ id: "d", workflowName: "deploy", state: "SUCCESS", createdAt: 40, accepted: false, index: 3 }),
      execution({ id: "e", projectId: "p2", createdAt: 50 }),
    ];

    async function filled(): Promise<Store> {
      const store = await open();
      await store.commit(rows.map((run) => ({ executionId: run.id, expectedVersion: null, created: [run] })));
      return store;
    }

    it("filter by every operator", async () => {
      const store = await filled();
      const cases: [Filter<Field>[], string][] = [
        [[], "abcd"],
        [[{ field: "state", op: "eq", value: "SUCCESS" }], "ad"],
        [[{ field: "state", op: "neq", value: "SUCCESS" }], "bc"],
        [[{ field: "state", op: "eq", value: "NONSENSE" }], ""],
        [[{ field: "createdAt", op: "gt", value: 20 }], "cd"],
        [[{ field: "createdAt", op: "gte", value: 20 }], "bcd"],
        [[{ field: "createdAt", op: "lt", value: 20 }], "a"],
        [[{ field: "createdAt", op: "lte", value: 20 }], "ab"],
        [[{ field: "workflowName", op: "gt", value: "build" }], "d"],
        [[{ field: "id", op: "in", value: ["a", "d", "e"] }], "ad"],
        [[{ field: "id", op: "nin", value: ["a", "d"] }], "bc"],
        [[{ field: "id", op: "in", value: [] }], ""],
        [[{ field: "id", op: "nin", value: [] }], "abcd"],
        [[{ field: "workflowName", op: "has", value: "uil" }], "ab"],
        [[{ field: "workflowName", op: "has", value: "build" }], "b"],
        [[{ field: "workflowName", op: "has", value: "b%l" }], "bc"],
        [[{ field: "workflowName", op: "has", value: "%" }], "abcd"],
        [[{ field: "stateInfo", op: "eq", value: null }], "bd"],
        [[{ field: "stateInfo", op: "neq", value: null }], "ac"],
        [[{ field: "stateInfo", op: "neq", value: "bad" }], "a"],
        [[{ field: "tags", op: "eq", value: ["x"] }], "ab"],
        [[{ field: "tags", op: "eq", value: ["y", "x"] }], "a"],
        [[{ field: "tags", op: "eq", value: "y" }], "a"],
        [[{ field: "tags", op: "eq", value: ["_"] }], ""],
        [[{ field: "tags", op: "eq", value: ['q"x'] }], "c"],
        [[{ field: "input", op: "eq", value: { b: [2], a: 1 } }], "b"],
        [[{ field: "input", op: "eq", value: {} }], "acd"],
        [[{ field: "input", op: "neq", value: {} }], "b"],
        [[{ field: "accepted", op: "eq", value: false }], "d"],
        [[{ field: "index", op: "eq", value: 3 }], "d"],
        [
          [
            { field: "state", op: "eq", value: "SUCCESS" },
            { field: "createdAt", op: "gt", value: 10 },
          ],
          "d",
        ],
      ];
      for (const [filters, expected] of cases) {
        const found = await store.executions.list({ visibility: mine, filters, fields: ["id"] });
        expect(found.map((run) => run.id).join(""), JSON.stringify(filters)).toBe(expected);
        expect(await store.executions.count({ visibility: mine, filters })).toBe(expected.length);
      }
      await expect(
        store.executions.list({ visibility: mine, filters: [{ field: "frob" as Field, op: "eq", value: 1 }] }),
      ).rejects.toThrow(RangeError);
    });

    it("show one's own, or all", async () => {
      const store = await filled();
      expect(await store.executions.count({ visibility: mine })).toBe(4);
      expect(await store.executions.count({ visibility: "all" })).toBe(5);
      expect(await store.executions.get("e", mine)).toBeUndefined();
      expect(await store.executions.get("e", "all")).toEqual(rows[4]);
      expect(await store.executions.get("a", mine)).toEqual(rows[0]);
    });

    it("hold the fields asked for", async () => {
      const store = await filled();
      const [first] = await store.executions.list({ visibility: mine, limit: 1, fields: ["id", "tags", "createdAt"] });
      expect(first).toEqual({ id: "a", tags: ["x", "y"], createdAt: 10 });
    });

    it("begin after the marker", async () => {
      const store = await filled();
      const page = { visibility: mine, fields: ["id"], limit: 2 } as const;
      expect(await store.executions.list({ ...page, marker: "b" })).toEqual([{ id: "c" }, { id: "d" }]);
      expect(await store.executions.list({ ...page, marker: "d" })).toEqual([]);
      for (const marker of ["none", "e"]) {
        await expect(store.executions.list({ ...page, marker })).rejects.toThrow(MarkerNotFound);
      }
    });

    it("come page by page as they come whole, whatever the order", { timeout: 60_000 }, async () => {
      const store = await open();
      const many = Array.from({ length: 23 }, (_, n) =>
        execution({
          id: `id-${(n * 7) % 23}`,
          createdAt: n % 5,
          updatedAt: n % 2,
          state: n % 3 === 0 ? "ERROR" : "SUCCESS",
          stateInfo: n % 4 === 0 ? null : `info ${n % 3}`,
          finishedAt: n % 3 === 1 ? null : n % 2,
        }),
      );
      await store.commit(many.map((run) => ({ executionId: run.id, expectedVersion: null, created: [run] })));
      const field = fc.constantFrom<Field>("createdAt", "updatedAt", "state", "stateInfo", "finishedAt", "id");
      const sorts = fc.uniqueArray(fc.record<Sort<Field>>({ field, direction: fc.constantFrom("asc", "desc") }), {
        selector: (sort) => sort.field,
        minLength: 1,
        maxLength: 3,
      });
      await fc.assert(
        fc.asyncProperty(sorts, fc.integer({ min: 1, max: 9 }), async (sort, limit) => {
          const query = { visibility: mine, sort, fields: ["id"] } as const;
          const whole = await store.executions.list(query);
          expect(whole).toHaveLength(many.length);
          expect(whole.map((row) => row.id)).toEqual(many.toSorted(inOrder(sort)).map((row) => row.id));
          const paged: { readonly id: string }[] = [];
          for (;;) {
            const marker = paged.at(-1)?.id;
            const page = await store.executions.list({ ...query, limit, ...(marker === undefined ? {} : { marker }) });
            paged.push(...page);
            if (page.length < limit) break;
          }
          expect(paged).toEqual(whole);
        }),
        { numRuns: 40 },
      );
    });

    it("of tasks, actions and sub-workflows follow the tree", async () => {
      const store = await open();
      const root = execution({ id: "root" });
      const tasks = [task(root, { id: "t1" }), task(root, { id: "t2", ordinal: 2, state: "ERROR" })];
      const actions = [action(tasks[0]!, { id: "a1" }), action(tasks[0]!, { id: "a2", index: 1, createdAt: 1001 })];
      const sub = child(root, "t2", { id: "sub" });
      const below = child(sub, "t3", { id: "below", createdAt: 1001 });
      await store.commit([
        {
          executionId: root.id,
          expectedVersion: null,
          created: [root, sub, below],
          changes: [
            ...tasks.map((one) => ({ type: "taskCreated", task: one }) as const),
            ...actions.map((one) => ({ type: "actionCreated", action: one }) as const),
          ],
        },
      ]);
      const byTask = { visibility: mine, filters: [{ field: "taskId", op: "eq", value: "t1" } as const] };
      expect(await store.actions.list(byTask)).toEqual(actions);
      expect(
        await store.tasks.list({ visibility: mine, filters: [{ field: "executionId", op: "eq", value: "root" }] }),
      ).toEqual(tasks);
      const belowRoot = [
        { field: "rootId", op: "eq", value: "root" },
        { field: "parentTaskId", op: "neq", value: null },
      ] as const;
      expect((await store.executions.list({ visibility: mine, filters: belowRoot })).map((run) => run.id)).toEqual([
        "sub",
        "below",
      ]);
      const roots = [{ field: "parentTaskId", op: "eq", value: null } as const];
      expect((await store.executions.list({ visibility: mine, filters: roots })).map((run) => run.id)).toEqual([
        "root",
      ]);
    });
  });
}

/** The order as the records themselves say it: rows without a value first, text by code point, the id last. */
function inOrder(sort: readonly Sort<Field>[]): (a: ExecutionRecord, b: ExecutionRecord) => number {
  return (a, b) => {
    for (const { field, direction } of [...sort, { field: "id", direction: "asc" } as const]) {
      const [x, y] = [a[field] ?? "", b[field] ?? ""];
      if (x !== y) return (x === "" || (y !== "" && x < y) ? -1 : 1) * (direction === "asc" ? 1 : -1);
    }
    return 0;
  };
}
