import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { conformanceVerdict, createWorkflows, Judge, type Library } from "../../../src/library/index.ts";
import { openStore, type Store } from "../../../src/store/index.ts";
import { libraryOf, owner } from "./family.ts";

const parent = `version: '2.0'
release:
  tasks:
    build: {action: std.noop, on-success: [scan]}
    scan: {action: std.noop, on-success: [deploy]}
    deploy: {action: std.noop}
`;
/** Not to be told from the edits: the way to `deploy` gets a detour. */
const detour = `version: '2.0'
NAME:
  extends: release
  conforms: LEVEL
  override:
    scan: {on-success: [{deploy: <% not $.d %>}, {sign: <% $.d %>}]}
  tasks:
    sign: {action: std.noop, on-success: [deploy]}
`;
/** The scan comes last. */
const hasty = `version: '2.0'
NAME:
  extends: release
  conforms: LEVEL
  override:
    build: {on-success: [deploy]}
    deploy: {on-success: [scan]}
    scan: {on-success: [noop]}
`;

describe("the service compares behaviour", () => {
  let store: Store;
  let judge: Judge;
  let library: Library;

  beforeAll(async () => {
    store = await openStore("sqlite::memory:");
    judge = new Judge({ maxStates: 20_000, timeoutMs: 60_000, memoryMb: 256 });
    library = { ...libraryOf(store), judge };
    await create(parent, "release", "none");
  });

  afterAll(async () => {
    await judge.close();
    await store.close();
  });

  function create(text: string, name: string, level: string, on = library) {
    const written = text.replace("NAME", name).replace("LEVEL", level);
    return createWorkflows(on, owner, { text: written, namespace: "", scope: "private" });
  }

  function verdict(identifier: string, level?: string, on = library): Promise<JsonMap> {
    return conformanceVerdict(on, owner, { identifier, namespace: "", against: "parent" }, level);
  }

  test("when it is declared, before anything is stored", async () => {
    await create(detour, "signed", "projection");
    await expect(create(hasty, "hasty", "projection")).rejects.toThrow(
      "INH-034: 'projection' does not hold towards 'release': `deploy` may now run before `scan`: `build`, `deploy`",
    );
    expect(await store.workflows.find("hasty", "", owner.project)).toBeUndefined();
  });

  test("when somebody asks, and keeps with the revision what came out", async () => {
    await create(hasty, "quick", "none");
    const row = await store.workflows.find("quick", "", owner.project);
    if (row === undefined) throw new Error("not stored");
    const stored = async () => (await store.workflows.getRevision(row.id, 1))?.conformance;
    expect(await stored()).toMatchObject({
      undecided: ["life-cycle", "protocol", "projection", "protocol-projection"],
    });
    const told = await verdict("quick");
    expect(told).toMatchObject({ level: "interface", tier: 2, against_revision: 1, undecided: [] });
    expect(told["traces"]).toMatchObject({
      projection: {
        side: "child",
        steps: [
          { task: "build", state: "SUCCESS", after: [], through: [] },
          { task: "deploy", state: "SUCCESS", after: ["build"], through: [] },
        ],
      },
    });
    expect(await stored()).toEqual(told);
    const nobody = new Judge({ maxStates: 1, timeoutMs: 1, memoryMb: 64 });
    await nobody.close();
    expect(await verdict("quick", undefined, { ...library, judge: nobody })).toEqual(told);
    expect(await verdict("quick", "projection", { ...library, judge: nobody })).toMatchObject({
      undecided: ["projection"],
      reasons: { projection: "the service is stopping" },
    });
  });

  test("and declines what it could not decide", async () => {
    const limits = { ...library.limits, conformanceMaxStates: 1 };
    const strict = new Judge({ maxStates: 1, timeoutMs: 60_000, memoryMb: 256 });
    await expect(create(detour, "other", "projection", { ...library, limits, judge: strict })).rejects.toThrow(
      "INH-035: 'projection' towards 'release' could not be decided (there are more than 1 states); change less at once",
    );
    await strict.close();
  });
});
