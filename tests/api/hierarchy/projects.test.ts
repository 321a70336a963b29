import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fault, Household, map, text, type Person } from "./household.ts";

const parent = "base: {tasks: {a: {action: std.noop, on-success: [b]}, b: {action: std.noop}}}";
const longer = "base: {tasks: {a: {action: std.noop, on-success: [b]}, b: {action: std.noop, timeout: 5}}}";
const child = "child: {extends: base, override: {a: {timeout: 3}}}";

describe("a family across projects", () => {
  let house: Household;
  let ops: Person;
  let alice: Person;
  let bob: Person;

  beforeEach(async () => {
    house = await Household.open();
    [ops, alice, bob] = [house.as("ops"), house.as("alice"), house.as("bob")];
    expect((await ops.create(parent, "?scope=public")).status).toBe(201);
  });

  afterEach(() => house.close());

  test("a child of another project's parent is locked at the revision it was written upon", async () => {
    expect((await bob.create(child)).status).toBe(201);
    const before = await bob.show("child");
    expect(before).toMatchObject({
      inheritance_state: "CURRENT",
      extends: [{ name: "base", revision: 1, mode: "LOCKED" }],
    });
    const dry = await ops.update(longer, "?scope=public&dry_run=true");
    expect(dry.body["descendants"]).toEqual({
      followers: 0,
      unchanged: 0,
      changed: 0,
      broken: 0,
      locked: 0,
      other_projects: 1,
    });
    expect((await ops.update(longer, "?scope=public")).status).toBe(200);
    const after = await bob.show("child");
    expect(after).toMatchObject({
      revision: 1,
      inheritance_state: "BEHIND",
      extends: [{ revision: 1, mode: "LOCKED" }],
    });
    expect(map(map((await bob.spec("child"))["tasks"])["b"])).toEqual({ action: "std.noop" });
  });

  test("a rebase moves it, and nothing else does", async () => {
    await bob.create(child);
    await ops.update(longer, "?scope=public");
    const moved = await bob.rebase("child", { base: null });
    expect(moved.body).toMatchObject({
      revision: 2,
      inheritance_state: "CURRENT",
      extends: [{ revision: 2, mode: "LOCKED" }],
    });
    expect(map(map((await bob.spec("child"))["tasks"])["b"])).toEqual({ action: "std.noop", timeout: 5 });
    const back = await bob.rebase("child", { base: 1 });
    expect(back.body).toMatchObject({ revision: 3, inheritance_state: "BEHIND", extends: [{ revision: 1 }] });
  });

  test("what breaks a foreign child is no reason to refuse an update", async () => {
    await bob.create("child: {extends: base, override: {b: {timeout: 3}}}");
    const shorter = "base: {tasks: {a: {action: std.noop}}}";
    expect((await ops.update(shorter, "?scope=public")).status).toBe(200);
    expect(await bob.show("child")).toMatchObject({ inheritance_state: "BEHIND", revision: 1 });
    expect(fault(await bob.rebase("child", { base: null }))).toEqual({
      status: 400,
      code: "INH-011",
      path: "override.b",
    });
  });

  test("of descendants in other projects only the number is told", async () => {
    await alice.create(child);
    await bob.create(child);
    await ops.create("own: {extends: base}");
    const { body } = await ops.get("/v2/workflows/base/descendants?recursive=true");
    expect(body).toMatchObject({ descendants: [{ name: "own" }], other_projects: 2 });
  });

  test("a name that two projects publish is ambiguous; the id tells which is meant", async () => {
    const second = "base: {tasks: {z: {action: std.noop}}}";
    await house.as("more").create(second, "?scope=public");
    expect(fault(await bob.create(child))).toEqual({ status: 400, code: "INH-002", path: "extends" });
    const id = await ops.id("base");
    expect((await bob.create(`child: {extends: ${id}, override: {a: {timeout: 3}}}`)).status).toBe(201);
    expect(await bob.show("child")).toMatchObject({ extends: [{ id, name: "base" }] });
  });

  test("an own workflow comes before a foreign one, in whatever namespace", async () => {
    await ops.create("base: {tasks: {evil: {action: std.noop}}}", "?scope=public&namespace=prod");
    await alice.create("base: {tasks: {mine: {action: std.noop}}}");
    await alice.create("child: {extends: base}", "?namespace=prod");
    const { body } = await alice.get("/v2/workflows/child/flattened?namespace=prod");
    expect(Object.keys(map(map(body["spec"])["tasks"]))).toEqual(["mine"]);
  });

  test("a parent that is not to be seen is not there, in the same words as one that does not exist", async () => {
    await alice.create("secret: {tasks: {s: {action: std.noop}}}");
    const id = await alice.id("secret");
    const hidden = await bob.create("x: {extends: secret}");
    const absent = await bob.create("x: {extends: nothing}");
    expect(fault(hidden)).toEqual({ status: 400, code: "INH-001", path: "extends" });
    expect(text(hidden.body["faultstring"]).replaceAll("secret", "nothing")).toBe(absent.body["faultstring"]);
    expect(fault(await bob.create(`x: {extends: ${id}}`))).toEqual({ status: 400, code: "INH-001", path: "extends" });
  });

  describe("when the parent is hidden", () => {
    beforeEach(async () => {
      await bob.create(child);
      expect((await ops.update(longer, "?scope=private")).status).toBe(200);
    });

    test("a foreign child is cut off and keeps what it has", async () => {
      expect(await bob.show("child")).toMatchObject({ inheritance_state: "DETACHED", revision: 1 });
      const run = await bob.send("POST", "/v2/executions", { workflow_name: "child" });
      expect(run.status).toBe(201);
      const execution = await bob.get(`/v2/executions/${text(run.body["id"])}`);
      expect(execution.body).toMatchObject({ workflow_name: "child", workflow_revision: 1 });
    });

    test("it can be edited upon what it has seen", async () => {
      const edited = await bob.update("child: {extends: base, override: {a: {timeout: 9}}}");
      expect([edited.status, edited.body["faultstring"]]).toEqual([200, undefined]);
      expect(await bob.show("child")).toMatchObject({
        inheritance_state: "DETACHED",
        revision: 2,
        extends: [{ revision: 1 }],
      });
      expect(map(map((await bob.spec("child"))["tasks"])["b"])).toEqual({ action: "std.noop" });
    });

    test("it cannot be rebased, nor compared with what it has not seen", async () => {
      for (const revision of [null, 2]) {
        expect(fault(await bob.rebase("child", { base: revision }))).toMatchObject({ status: 400, code: "INH-001" });
      }
      expect((await bob.get("/v2/workflows/child/diff?against_revision=2")).status).toBe(404);
      expect((await bob.get("/v2/workflows/child/diff")).body).toMatchObject({
        changed: [],
        added: ["tasks.a.timeout"],
      });
    });

    test("a pin of a revision that was never to be seen is refused as one that does not exist", async () => {
      await ops.update("base: {tasks: {a: {action: std.noop}, c: {action: std.noop}}}", "?scope=public");
      const pinned = (revision: number) => bob.create(`p${revision}: {extends: {name: base, revision: ${revision}}}`);
      expect((await pinned(1)).status).toBe(201);
      const [hidden, absent] = [await pinned(2), await pinned(9)];
      expect(fault(hidden)).toMatchObject({ status: 400, code: "INH-001" });
      expect(text(hidden.body["faultstring"]).replaceAll("2", "9")).toBe(
        text(absent.body["faultstring"]).replaceAll("2", "9"),
      );
      expect(fault(await bob.rebase("child", { base: 2 }))).toMatchObject({ status: 400, code: "INH-001" });
    });

    test("it is behind, no more cut off, when the parent is shown again", async () => {
      await ops.update(longer, "?scope=public");
      expect(await bob.show("child")).toMatchObject({ inheritance_state: "BEHIND" });
      expect((await bob.rebase("child", { base: null })).body).toMatchObject({ inheritance_state: "CURRENT" });
    });
  });

  test("a parent with children in other projects only may be deleted, and they stay", async () => {
    await bob.create(child);
    expect((await ops.delete("base")).status).toBe(204);
    expect(await bob.show("child")).toMatchObject({
      inheritance_state: "DETACHED",
      extends: [{ name: "base", revision: 1 }],
    });
    expect((await bob.update("child: {extends: base, override: {a: {timeout: 4}}}")).status).toBe(200);
    expect(map(map((await bob.spec("child"))["tasks"])["a"])["timeout"]).toBe(4);
    expect(fault(await bob.rebase("child", { base: null }))).toMatchObject({ code: "INH-001" });
  });

  test("a public workflow extends public ones only", async () => {
    const chief = house.as("chief");
    await alice.create("secret: {tasks: {s: {action: std.noop}}}");
    expect(fault(await chief.create("open: {extends: secret}", "?scope=public"))).toEqual({
      status: 400,
      code: "INH-037",
      path: "extends",
    });
    expect((await chief.create("open: {extends: base}", "?scope=public")).status).toBe(201);
  });

  test.each([
    ["a follower", "extends: base"],
    ["a pinned child", "extends: {name: base, revision: 1}"],
  ])("a parent is not hidden while %s of the project is public", async (_what, extending) => {
    await ops.create(`open: {${extending}}`, "?scope=public");
    const refused = await ops.update(parent, "?scope=private");
    expect(fault(refused)).toMatchObject({ status: 409, code: "INH-050" });
    expect(text(refused.body["faultstring"])).toContain("INH-037");
    expect(await ops.show("base")).toMatchObject({ scope: "public", revision: 1 });
    expect((await ops.update(`${parent}\nopen: {${extending}}`, "?scope=private")).status).toBe(200);
    expect(await ops.show("open")).toMatchObject({ scope: "private" });
  });

  test("an admin who mends another project's child sees with that project's eyes", async () => {
    await alice.create("own: {tasks: {a: {action: std.noop}}}");
    await alice.create("mine: {extends: own}");
    const id = await alice.id("mine");
    const mended = await ops.update("mine: {extends: own, override: {a: {timeout: 2}}}", "", id);
    expect([mended.status, mended.body["faultstring"]]).toEqual([200, undefined]);
    expect(await alice.show("mine")).toMatchObject({
      inheritance_state: "CURRENT",
      extends: [{ name: "own", mode: "FOLLOW" }],
    });
  });
});
