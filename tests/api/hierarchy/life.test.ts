import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fault, Household, list, map, text, type Person } from "./household.ts";

const base = "base: {tasks: {a: {action: std.noop, on-success: [b]}, b: {action: std.noop}}}";

describe("the life of a family", () => {
  let house: Household;
  let me: Person;

  beforeEach(async () => {
    house = await Household.open({ maxDescendants: 4, maxDepth: 3, revisionsKept: 2 });
    me = house.as("alice");
    await me.create(base);
  });

  afterEach(() => house.close());

  const numbers = async (name: string): Promise<unknown[]> =>
    list((await me.get(`/v2/workflows/${name}/revisions`)).body["revisions"]).map((row) => map(row)["revision"]);

  describe("a parent gets another name", () => {
    beforeEach(async () => {
      await me.create("child: {extends: base}");
      const renamed = await me.update(base.replace("base", "root"), "", await me.id("base"));
      expect(renamed.status).toBe(200);
    });

    test("the child shows the new name and goes on following", async () => {
      expect(await me.show("child")).toMatchObject({
        revision: 1,
        inheritance_state: "CURRENT",
        extends: [{ name: "root" }],
      });
      await me.update("root: {tasks: {a: {action: std.echo output=1}}}");
      expect(await me.show("child")).toMatchObject({ revision: 2, extends: [{ name: "root", revision: 3 }] });
    });

    test("a text with the old name still finds it, and is warned", async () => {
      const { status, body } = await me.update("child: {extends: base, override: {a: {timeout: 1}}}");
      expect(status).toBe(200);
      expect(body["warnings"]).toEqual([
        {
          code: "INH-W11",
          path: "extends",
          workflow: "child",
          parent: "base",
          message: "'base' is called 'root' now; write its new name",
          line: 2,
          column: 9,
        },
      ]);
      expect(await me.show("child")).toMatchObject({
        inheritance_state: "CURRENT",
        extends: [{ name: "root", mode: "FOLLOW" }],
      });
      expect((await me.update("child: {extends: root}")).body["warnings"]).toBeUndefined();
    });

    test("another workflow does not get it by that name", async () => {
      expect(fault(await me.create("other: {extends: base}"))).toEqual({
        status: 400,
        code: "INH-001",
        path: "extends",
      });
    });
  });

  test("a held child is healed by the update of another parent only when nothing is wrong any more", async () => {
    await me.create("mixin: {abstract: true, tasks: {m: {action: std.noop}}}");
    await me.create("child: {extends: [base, mixin], override: {b: {timeout: 1}}}");
    await me.update("base: {tasks: {a: {action: std.noop}}}", "?on_break=hold");
    expect(await me.show("child")).toMatchObject({
      revision: 1,
      inheritance_state: "STALE",
      inheritance_error: { code: "INH-011" },
    });
    await me.update("mixin: {abstract: true, tasks: {m: {action: std.noop, timeout: 7}}}", "?on_break=hold");
    expect(await me.show("child")).toMatchObject({ revision: 1, inheritance_state: "STALE" });
    await me.update(base);
    const healed = await me.show("child");
    expect(healed).toMatchObject({
      inheritance_state: "CURRENT",
      inheritance_error: null,
      extends: [{ revision: 3 }, { revision: 2 }],
    });
    expect(map(map((await me.spec("child"))["tasks"])["m"])["timeout"]).toBe(7);
  });

  test("a rebase with null takes up a held child; a follower takes no number", async () => {
    await me.create("child: {extends: base, override: {b: {timeout: 1}}}");
    await me.update("base: {tasks: {a: {action: std.noop}}}", "?on_break=hold");
    expect(fault(await me.rebase("child", { base: null }))).toEqual({
      status: 400,
      code: "INH-011",
      path: "override.b",
    });
    expect(fault(await me.rebase("child", { base: 1 }))).toEqual({ status: 400, code: "INH-010", path: "extends" });
    expect(fault(await me.rebase("child", { nobody: null }))).toEqual({
      status: 400,
      code: "INH-010",
      path: "extends",
    });
    await me.update(base, "?dry_run=true");
    expect(await me.show("child")).toMatchObject({ inheritance_state: "STALE" });
  });

  test("a pin that the text says is changed in the text", async () => {
    await me.create("child: {extends: {name: base, revision: 1}}");
    expect(fault(await me.rebase("child", { base: null }))).toEqual({ status: 400, code: "INH-010", path: "extends" });
  });

  test.each([
    [
      "final tasks",
      "final: [a]",
      { final_tasks: ["a"] },
      "low: {extends: mid, override: {a: {timeout: 1}}}",
      "INH-007",
    ],
    ["a demand", "conforms: projection", {}, "low: {extends: mid, conforms: interface}", "INH-036"],
  ])("%s of a parent reach grandchildren whose form stays the same", async (_what, mark, told, low, code) => {
    await me.create("mid: {extends: base}");
    await me.create("low: {extends: mid}");
    const marked = await me.update(base.replace("base: {", `base: {${mark}, `));
    expect(marked.status).toBe(200);
    expect(await me.show("low")).toMatchObject({ revision: 2, ...told });
    expect(fault(await me.update(low))).toMatchObject({ status: 400, code });
    expect(await me.show("low")).toMatchObject({ revision: 2, inheritance_state: "CURRENT" });
  });

  test("a follower outside takes one of the document along that follows it", async () => {
    await me.create("mid: {extends: base, override: {a: {timeout: 1}}}");
    await me.create("low: {extends: mid}");
    const { body } = await me.update(
      "base: {tasks: {a: {action: std.noop, retry: {count: 1, delay: 1}}}}\nlow: {extends: mid}",
    );
    expect(list(body["workflows"]).map((row) => map(row)["name"])).toEqual(["base", "low"]);
    expect(await me.show("low")).toMatchObject({ inheritance_state: "CURRENT", extends: [{ revision: 2 }] });
    expect(await me.spec("low")).toEqual(await me.spec("mid"));
    expect(Object.keys(map((await me.spec("low"))["tasks"]))).toEqual(["a"]);
  });

  test("a workflow of a document that does not change keeps its revision, and its child names that one", async () => {
    await me.create(`first: {tasks: {a: {action: std.noop}}}\nsecond: {extends: first}`);
    await me.update("first: {tasks: {a: {action: std.noop}}}\nsecond: {extends: first, override: {a: {timeout: 1}}}");
    expect(await me.show("first")).toMatchObject({ revision: 1 });
    expect(await me.show("second")).toMatchObject({
      revision: 2,
      inheritance_state: "CURRENT",
      extends: [{ revision: 1 }],
    });
    const { provenance } = map((await me.get("/v2/workflows/second/flattened")).body);
    expect(map(provenance)["/tasks/a/action"]).toMatchObject([{ wf: "first", rev: 1 }]);
  });

  test("descendants are counted with those that come along", async () => {
    await me.create("top: {tasks: {t: {action: std.noop}}}");
    for (const name of ["one", "two", "three"]) await me.create(`${name}: {extends: base}`);
    expect(
      (
        await me.update(
          "base: {extends: top, remove: [tasks.t], tasks: {a: {action: std.noop}, b: {action: std.noop}}}",
        )
      ).status,
    ).toBe(200);
    const more = await me.create("four: {extends: two}");
    expect(fault(more)).toEqual({ status: 400, code: "INH-023", path: "extends" });
    expect((await me.get("/v2/workflows/four")).status).toBe(404);
  });

  test("what would lie too deep breaks, and is told with its place", async () => {
    await me.create(
      "one: {extends: base}\ntwo: {extends: one}\nthree: {extends: two}\ntop: {tasks: {z: {action: std.noop}}}",
    );
    const refused = await me.update("base: {extends: top, tasks: {a: {action: std.noop}}}");
    expect(fault(refused)).toMatchObject({ status: 409, code: "INH-050" });
    const { items } = map(map(refused.body["inheritance"])["impact"]);
    expect(items).toMatchObject([
      { name: "one", depth: 1, effect: "changed" },
      { name: "two", depth: 2, effect: "changed" },
      { name: "three", depth: 3, effect: "broken", errors: [{ code: "INH-023", path: "extends" }] },
    ]);
    expect(await me.show("base")).toMatchObject({ revision: 1, extends: [] });
  });

  test("old revisions go, but for those that something refers to", async () => {
    await me.create("pinned: {extends: {name: base, revision: 1}}\nfollower: {extends: base}");
    for (const timeout of [1, 2, 3, 4]) await me.update(base.replace("b: {", `b: {timeout: ${timeout}, `));
    expect(await numbers("base")).toEqual([5, 4, 1]);
    expect(await numbers("follower")).toEqual([5, 4]);
  });

  test("a deleted parent lives on in the revision that its child has of it", async () => {
    await me.create("child: {extends: base}\nlow: {extends: child}");
    expect(fault(await me.delete("base"))).toEqual({ status: 409, code: "INH-050", path: "" });
    expect((await me.delete("base", "?force=true")).status).toBe(204);
    expect(await me.show("child")).toMatchObject({
      inheritance_state: "DETACHED",
      extends: [{ name: "base", revision: 1 }],
    });
    expect(await me.show("low")).toMatchObject({ inheritance_state: "CURRENT" });
    expect((await me.get("/v2/workflows/low/ancestors")).body["ancestors"]).toMatchObject([
      { name: "child", depth: 1 },
      { name: "base", depth: 2, state: null },
    ]);
    expect((await me.update("child: {extends: base, override: {b: {timeout: 1}}}")).status).toBe(200);
    expect(await me.show("low")).toMatchObject({ revision: 2 });
    await me.create(base);
    await me.update("child: {extends: base}");
    expect(await me.show("child")).toMatchObject({
      inheritance_state: "CURRENT",
      extends: [{ id: await me.id("base") }],
    });
  });

  test("nothing is half written when a follower breaks", async () => {
    await me.create("good: {extends: base}\nbad: {extends: base, override: {b: {timeout: 1}}}");
    expect((await me.update("base: {tasks: {a: {action: std.echo output=1}}}")).status).toBe(409);
    for (const name of ["base", "good", "bad"]) {
      expect(await me.show(name)).toMatchObject({ revision: 1, inheritance_error: null });
      expect(await numbers(name)).toEqual([1]);
    }
  });

  test("a deployment may hold by default", async () => {
    const lenient = await Household.open({ onBreak: "hold" });
    const somebody = lenient.as("bob");
    await somebody.create(`${base}\nchild: {extends: base, override: {b: {timeout: 1}}}`);
    expect((await somebody.update("base: {tasks: {a: {action: std.noop}}}")).status).toBe(200);
    expect(await somebody.show("child")).toMatchObject({ inheritance_state: "STALE" });
    expect((await somebody.update("base: {tasks: {a: {action: std.fail}}}", "?on_break=reject")).status).toBe(409);
    await lenient.close();
  });

  test("workflows are listed by parent and by whether they can be run", async () => {
    await me.create("child: {extends: base}\nopen: {extends: base, abstract: true}\nlow: {extends: child}");
    const names = async (query: string): Promise<unknown[]> =>
      list((await me.get(`/v2/workflows?${query}`)).body["workflows"])
        .map((row) => text(map(row)["name"]))
        .toSorted();
    const id = await me.id("base");
    expect(await names(`extends=${id}`)).toEqual(["child", "open"]);
    expect(await names(`extends=${id}&abstract=false`)).toEqual(["child"]);
    expect(await names("abstract=true")).toEqual(["open"]);
    expect(await names(`extends=${await me.id("low")}`)).toEqual([]);
  });

  test("a check of a text tells warnings and how far it conforms, and writes nothing", async () => {
    const check = (text: string, query = "") =>
      me.send("POST", `/v2/workflows/validate${query}`, `version: '2.0'\n${text}`);
    const { body } = await check("child: {extends: base, override: {a: {action: std.noop}}}");
    expect(body).toMatchObject({
      valid: true,
      warnings: [{ code: "INH-W8", path: "override.a" }],
      conformance: [{ workflow: "child", against: "base", level: "protocol-projection" }],
    });
    expect((await me.get("/v2/workflows/child")).status).toBe(404);
    expect((await check("child: {extends: nobody}")).body).toMatchObject({
      valid: false,
      inheritance: { code: "INH-001" },
    });
    expect((await check("child: {extends: nobody}", "?resolve=false")).body).toMatchObject({ valid: true });
    expect((await check("child: {extends: nobody, override: 3}", "?resolve=false")).body).toMatchObject({
      valid: false,
      inheritance: { code: "INH-010", path: "override" },
    });
    expect(
      (await check("plain: {tasks: {a: {action: std.noop, on-success: [gone]}}}", "?resolve=false")).body,
    ).toMatchObject({ valid: false });
  });

  test("upstream's skip_validation leaves out Mistral's checks and the contract, not what makes the result well defined", async () => {
    expect((await me.create("x: {extends: base, input: [needed]}", "?skip_validation=true")).status).toBe(201);
    expect(fault(await me.create("y: {extends: base, input: [needed]}"))).toMatchObject({ code: "INH-031" });
    expect(
      fault(await me.create("y: {extends: base, override: {zz: {timeout: 1}}}", "?skip_validation=true")),
    ).toMatchObject({ code: "INH-011" });
  });

  test("triggers whose input does not fit a changed child any more are told", async () => {
    await me.create("child: {extends: base, conforms: none}");
    const trigger = { pattern: "0 0 1 1 *", workflow_name: "child", workflow_input: {}, name: "yearly" };
    expect((await me.send("POST", "/v2/cron_triggers", trigger)).status).toBe(201);
    const needing = base.replace("base: {", "base: {input: [needed], ");
    const { body } = await me.update(needing, "?dry_run=true");
    expect(body["items"]).toMatchObject([
      { name: "child", triggers_affected: [{ name: "yearly", type: "cron", missing: ["needed"], unexpected: [] }] },
    ]);
    const harmless = await me.update(base.replace("base: {", "base: {input: [{spare: 1}], "), "?dry_run=true");
    expect(harmless.body["items"]).toMatchObject([{ name: "child", triggers_affected: [] }]);
  });

  test("an execution reads only the revision that it was started from", async () => {
    await me.create(
      "old: {output: {told: <% $.told %>}, tasks: {wait: {action: std.async_noop, on-success: [say]}, say: {action: std.echo output='one', publish: {told: <% task().result %>}}}}\nchild: {extends: old}",
    );
    const { body } = await me.send("POST", "/v2/executions", { workflow_name: "child" });
    await house.service.settle();
    await me.update(
      "old: {output: {told: <% $.told %>}, tasks: {wait: {action: std.async_noop, on-success: [say]}, say: {action: std.echo output='two', publish: {told: <% task().result %>}}}}",
    );
    expect(await me.show("child")).toMatchObject({ revision: 2 });
    const actions = list((await me.get("/v2/action_executions")).body["action_executions"]).map(map);
    await me.send("PUT", `/v2/action_executions/${text(actions[0]?.["id"])}`, { state: "SUCCESS" });
    await house.service.settle();
    const { body: ended } = await me.get(`/v2/executions/${text(body["id"])}`);
    expect(ended).toMatchObject({ state: "SUCCESS", workflow_revision: 1 });
    expect(JSON.parse(text(ended["output"]))).toEqual({ told: "one" });
  });

  test("a namespace replaces a workflow for all who call it", async () => {
    const order =
      "order: {output: {by: <% $.by %>}, tasks: {n: {workflow: notify, publish: {by: <% task().result.by %>}}}}";
    await me.create(
      "notify: {output: {by: <% $.by %>}, tasks: {send: {action: std.echo output='mail', publish: {by: <% task().result %>}}}}",
    );
    await me.create(order);
    const main =
      "main: {output: {by: <% $.by %>}, tasks: {o: {workflow: order, publish: {by: <% task().result.by %>}}}}";
    const notify = "notify: {extends: notify, override: {send: {input: {output: pager}}}}";
    expect((await me.create(`${main}\n${notify}`, "?namespace=prod")).status).toBe(201);
    const outputs: unknown[] = [];
    for (const start of [{ workflow_name: "main", workflow_namespace: "prod" }, { workflow_name: "order" }]) {
      const { body } = await me.send("POST", "/v2/executions", start);
      await house.service.settle();
      const { body: ended } = await me.get(`/v2/executions/${text(body["id"])}`);
      outputs.push([ended["state"], ended["output"]]);
    }
    expect(outputs).toEqual([
      ["SUCCESS", '{"by": "pager"}'],
      ["SUCCESS", '{"by": "mail"}'],
    ]);
  });

  test("names in a workbook's text mean the same for a child outside of it", async () => {
    const book = (text: string) => me.send("POST", "/v2/workbooks", `version: '2.0'\n${text}`);
    const base = "{tasks: {roll: {workflow: rollout, on-success: [ping]}, ping: {action: probe}}}";
    const first = await book(
      `name: base_wb\nworkflows:\n  deploy: ${base}\n  rollout: {tasks: {go: {action: std.noop}}}\nactions:\n  probe: {base: std.noop}\n`,
    );
    expect([first.status, first.body["faultstring"]]).toEqual([201, undefined]);
    await book(
      "name: shop_wb\nworkflows:\n  deploy_shop: {extends: base_wb.deploy, tasks: {warm: {after: roll, workflow: rollout}}}\n  rollout: {tasks: {warm_cache: {action: std.noop}}}\n",
    );
    expect(await me.spec("shop_wb.deploy_shop")).toEqual({
      tasks: {
        roll: { workflow: "base_wb.rollout", "on-success": ["warm"] },
        ping: { action: "base_wb.probe" },
        warm: { workflow: "rollout", "on-success": ["ping"] },
      },
    });
    const changed = await me.send(
      "PUT",
      "/v2/workbooks",
      `version: '2.0'\nname: base_wb\nworkflows:\n  deploy: ${base.replace("ping: {", "ping: {timeout: 3, ")}\n  rollout: {tasks: {go: {action: std.noop}}}\nactions:\n  probe: {base: std.noop}\n`,
    );
    expect(changed.status).toBe(200);
    expect(await me.show("shop_wb.deploy_shop")).toMatchObject({ revision: 2, inheritance_state: "CURRENT" });
    expect(map(map((await me.spec("shop_wb.deploy_shop"))["tasks"])["ping"])).toEqual({
      action: "base_wb.probe",
      timeout: 3,
    });
    expect((await me.delete("base_wb.deploy", "?force=true")).status).toBe(204);
    const edited = await me.send(
      "PUT",
      "/v2/workbooks",
      "version: '2.0'\nname: shop_wb\nworkflows:\n  deploy_shop: {extends: base_wb.deploy, tasks: {warm: {after: ping, workflow: rollout}}}\n",
    );
    expect([edited.status, edited.body["faultstring"]]).toEqual([200, undefined]);
    expect(map(map((await me.spec("shop_wb.deploy_shop"))["tasks"])["roll"])).toMatchObject({
      workflow: "base_wb.rollout",
    });
  });
});
