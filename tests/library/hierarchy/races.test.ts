import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { deleteWorkflow } from "../../../src/library/index.ts";
import { openStore, type Store } from "../../../src/store/index.ts";
import { startPostgres, type PostgresServer } from "../../postgres-server.ts";
import { Family, libraryOf, owner } from "./family.ts";

/** A workflow whose tasks carry a number, so that each write differs from the one before. */
function numbered(number: number, tasks: readonly string[] = ["a", "b"]): JsonMap {
  return {
    tasks: Object.fromEntries(tasks.map((name) => [name, { action: "std.noop", timeout: number }])),
  };
}

describe("two nodes write the same family at the same time", () => {
  let server: PostgresServer;
  let nodes: readonly Store[] = [];
  let count = 0;

  beforeAll(async () => {
    server = await startPostgres();
    const url = await server.createDatabase();
    nodes = [await openStore(url), await openStore(url)];
  });

  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await server.stop();
  });

  /** The same family, seen from each node. */
  function seenFromBoth(): [Family, Family] {
    count += 1;
    const [one, other] = nodes.map((node) => new Family(libraryOf(node), `family-${count}`));
    if (one === undefined || other === undefined) throw new Error("there are two nodes");
    return [one, other];
  }

  test("two parents of one child", async () => {
    const [one, other] = seenFromBoth();
    await one.create({ left: numbered(1), right: numbered(1, ["c", "d"]) });
    await one.create({ child: { extends: ["left", "right"] }, grandchild: { extends: "child" } });
    await Promise.all(
      [2, 3, 4, 5].flatMap((number) => [
        one.update({ left: numbered(number) }),
        other.update({ right: numbered(number, ["c", "d"]) }),
      ]),
    );
    await one.checkFresh();
    const members = await other.members();
    expect(members.get("left")?.revision).toBe(5);
    expect(members.get("grandchild")?.revision).toBe(9);
  });

  test("a parent and its child, and a child that only comes to be", async () => {
    const [one, other] = seenFromBoth();
    await one.create({ base: numbered(1), child: { extends: "base" } });
    const results = await Promise.all(
      [2, 3, 4, 5].flatMap((number) => [
        one.update({ base: numbered(number) }),
        other.update({ child: { extends: "base", override: { b: { timeout: 100 + number } } } }),
        other.create({ [`new-${number}`]: { extends: number % 2 === 0 ? "base" : "child" } }),
      ]),
    );
    expect(results.filter((refusal) => refusal !== undefined)).toEqual([]);
    await one.checkFresh();
    expect((await one.members()).size).toBe(6);
  });

  test("arrows that would make a circle: one of the two is refused", async () => {
    const [one, other] = seenFromBoth();
    await one.create({ a: numbered(1), b: numbered(1, ["c"]) });
    const refusals = await Promise.all([one.update({ a: { extends: "b" } }), other.update({ b: { extends: "a" } })]);
    expect(refusals.flatMap((refusal) => refusal?.inheritance?.["code"] ?? [])).toEqual(["INH-003"]);
    await one.checkFresh();
  });

  test("an update that breaks a child, and the child's own mending", async () => {
    const [one, other] = seenFromBoth();
    await one.create({ base: numbered(1), child: { extends: "base", override: { b: { timeout: 9 } } } });
    const [broken, mended] = await Promise.all([
      one.update({ base: numbered(2, ["a", "c"]) }),
      other.update({ child: { extends: "base", override: { a: { timeout: 9 } } } }),
    ]);
    expect(mended).toBeUndefined();
    expect([undefined, "INH-050"]).toContain(broken?.inheritance?.["code"]);
    await one.checkFresh();
  });

  test("a parent goes while a child comes: no child is left without the parent it was written upon", async () => {
    const [one, other] = seenFromBoth();
    await one.create({ base: numbered(1) });
    const [library] = nodes.map((node) => libraryOf(node));
    if (library === undefined) throw new Error("there are two nodes");
    const deletion = deleteWorkflow(library, owner, { identifier: "base", namespace: one.namespace });
    const [deleted, child] = await Promise.all([
      deletion.then(() => true).catch(() => false),
      other.create({ child: { extends: "base" } }),
    ]);
    const members = await one.members();
    expect([members.has("base"), members.has("child")]).toEqual([!deleted, child === undefined]);
    expect(deleted && child === undefined).toBe(false);
  });
});
