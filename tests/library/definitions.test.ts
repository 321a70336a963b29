import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hierarchyLimitsOf } from "../../src/assembly/index.ts";
import { readSettings } from "../../src/config.ts";
import type { Caller } from "../../src/core/model/index.ts";
import {
  createActions,
  createEnvironment,
  createWorkbook,
  createWorkflows,
  deleteWorkbook,
  deleteWorkflow,
  getAction,
  getWorkflow,
  updateEnvironment,
  updateWorkbook,
  updateWorkflows,
  validateWorkflows,
  type Library,
} from "../../src/library/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";

const ann: Caller = { project: "anns", user: "ann", roles: [] };
const bob: Caller = { project: "bobs", user: "bob", roles: [] };
const chief: Caller = { project: "chiefs", user: "chief", roles: ["admin"] };

let store: Store;
let library: Library;
let changes: number;
let now: number;

beforeEach(async () => {
  store = await openStore("sqlite::memory:");
  changes = 0;
  now = 1000;
  library = {
    store,
    systemActions: new Map([["std.noop", { name: "std.noop", description: "", parameters: [] }]]),
    now: () => now,
    newId: randomUUID,
    changed: () => void (changes += 1),
    limits: { ...hierarchyLimitsOf(readSettings({})), maxDescendants: 2, revisionsKept: 2 },
  };
});

afterEach(() => store.close());

const inDefault = { namespace: "", scope: "private" };

function flow(name: string, more = ""): string {
  return `version: '2.0'\n${name}: {tasks: {t: {action: std.noop}}${more}}\n`;
}

async function namesOf(): Promise<string[]> {
  return (await store.workflows.list({ visibility: "all" })).map(({ name }) => name);
}

describe("workflows", () => {
  test("are written all or not at all", async () => {
    const text = `${flow("a")}b: {tasks: {t: {on-success: nowhere}}}\n`;
    await expect(createWorkflows(library, ann, { ...inDefault, text })).rejects.toMatchObject({
      kind: "invalid",
      message: "Task 'nowhere' not found.",
    });
    await createWorkflows(library, ann, { ...inDefault, text: flow("b") });
    const both = `${flow("a")}b: {tasks: {t: {action: std.noop}}}\n`;
    await expect(createWorkflows(library, ann, { ...inDefault, text: both })).rejects.toMatchObject({
      kind: "taken",
      message: "Duplicate entry for WorkflowDefinition ['name', 'namespace', 'project_id']: b, , None",
    });
    expect(await namesOf()).toEqual(["b"]);
    expect(changes).toBe(1);
  });

  test("keep their revision and times when nothing changes, and get the next one when something does", async () => {
    await createWorkflows(library, ann, { ...inDefault, text: flow("w") });
    now = 2000;
    await updateWorkflows(library, ann, { ...inDefault, text: flow("w"), identifier: undefined });
    expect(await getWorkflow(library, ann, "w", "")).toMatchObject({ revision: 1, updatedAt: null });
    await updateWorkflows(library, ann, { ...inDefault, text: flow("w", ", tags: [x]"), identifier: undefined });
    const changed = await getWorkflow(library, ann, "w", "");
    expect(changed).toMatchObject({ revision: 2, updatedAt: 2000, tags: ["x"] });
    expect(await store.workflows.getRevision(changed.id, 1)).toMatchObject({ definition: flow("w"), createdBy: "ann" });
  });

  test("keep so many old revisions as are wanted", async () => {
    await createWorkflows(library, ann, { ...inDefault, text: flow("w") });
    for (const tag of ["a", "b", "c"]) {
      await updateWorkflows(library, ann, { ...inDefault, text: flow("w", `, tags: [${tag}]`), identifier: "w" });
    }
    const { id } = await getWorkflow(library, ann, "w", "");
    expect((await store.workflows.listRevisions(id)).map(({ revision }) => revision)).toEqual([4, 3]);
  });

  test("are found by name in their namespace, and by id in any", async () => {
    await createWorkflows(library, ann, { text: flow("w"), namespace: "n", scope: "private" });
    const { id } = await getWorkflow(library, ann, "w", "n");
    expect(await getWorkflow(library, ann, id, "")).toMatchObject({ namespace: "n" });
    await expect(getWorkflow(library, ann, "w", "")).rejects.toThrow(
      "Workflow not found [workflow_identifier=w, namespace=]",
    );
    await updateWorkflows(library, ann, { ...inDefault, text: flow("other"), identifier: id });
    expect(await getWorkflow(library, ann, "other", "n")).toMatchObject({ id, namespace: "n" });
  });

  test("belong to a project; others see what is public", async () => {
    const text = flow("w");
    await createWorkflows(library, ann, { ...inDefault, text });
    await createWorkflows(library, bob, { ...inDefault, text });
    await expect(
      createWorkflows(library, ann, { text: flow("x"), namespace: "", scope: "world" }),
    ).rejects.toMatchObject({ kind: "invalid" });
    await createWorkflows(library, chief, { text: flow("x"), namespace: "", scope: "public" });
    expect(await getWorkflow(library, bob, "x", "")).toMatchObject({ projectId: "chiefs" });
    await expect(deleteWorkflow(library, bob, { identifier: "x", namespace: "" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });

  test("are checked with the parents that there are, and nothing is written", async () => {
    const check = { text: "version: '2.0'\nc: {extends: w, tags: [x]}\n", namespace: "" };
    expect(await validateWorkflows(library, ann, check)).toMatchObject({
      valid: false,
      refusal: { message: /^INH-001/ },
    });
    await createWorkflows(library, ann, { ...inDefault, text: flow("w") });
    expect(await validateWorkflows(library, ann, check)).toMatchObject({
      valid: true,
      warnings: [],
      conformance: [{ workflow: "c", against: "w" }],
    });
    expect(await namesOf()).toEqual(["w"]);
  });

  test("have no more descendants than allowed", async () => {
    const text = `${flow("w")}a: {extends: w, tags: [a]}\nb: {extends: a, tags: [b]}\n`;
    await createWorkflows(library, ann, { ...inDefault, text });
    const third = "version: '2.0'\nc: {extends: w, tags: [c]}\n";
    await expect(createWorkflows(library, ann, { ...inDefault, text: third })).rejects.toMatchObject({
      inheritance: { code: "INH-023", path: "extends" },
    });
  });

  test("a renamed parent is found by its arrow, and its children show the new name", async () => {
    const child = "c: {extends: w, tags: [x]}\n";
    await createWorkflows(library, ann, { ...inDefault, text: `${flow("w")}${child}` });
    await updateWorkflows(library, ann, { ...inDefault, text: flow("better"), identifier: "w" });
    expect(await getWorkflow(library, ann, "c", "")).toMatchObject({ parents: [{ parentName: "better" }] });
  });
});

const book = (more = "", tag = "x"): string =>
  `version: '2.0'\nname: book\ntags: [${tag}]\nworkflows:\n  w: {tasks: {t: {action: a}}}\n${more}actions:\n  a: {base: std.noop}\n`;

describe("workbooks", () => {
  test("bring their workflows and actions, which outlive them", async () => {
    await createWorkbook(library, ann, { ...inDefault, text: book() });
    expect(await getWorkflow(library, ann, "book.w", "")).toMatchObject({ workbookName: "book" });
    expect(await getAction(library, ann, "book.a", "")).toMatchObject({ type: "adhoc", row: { workbookName: "book" } });
    await expect(createWorkbook(library, ann, { ...inDefault, text: book() })).rejects.toMatchObject({ kind: "taken" });
    await deleteWorkbook(library, ann, "book", "");
    expect(await namesOf()).toEqual(["book.w"]);
    await createWorkbook(library, ann, { ...inDefault, text: book() });
    expect(await getWorkflow(library, ann, "book.w", "")).toMatchObject({ revision: 1 });
  });

  test("are changed as a whole", async () => {
    await createWorkbook(library, ann, { ...inDefault, text: book() });
    const bad = book("  v: {extends: w, remove: [tasks.nothing]}\n");
    await expect(updateWorkbook(library, ann, { ...inDefault, text: bad })).rejects.toMatchObject({
      inheritance: { code: "INH-012", workflow: "book.v" },
    });
    expect(await namesOf()).toEqual(["book.w"]);
    const good = book("  v: {extends: w, override: {t: {timeout: 3}}}\n", "y");
    expect(await updateWorkbook(library, ann, { ...inDefault, text: good })).toMatchObject({
      workbook: { tags: ["y"] },
    });
    expect(await getWorkflow(library, ann, "book.v", "")).toMatchObject({
      spec: { tasks: { t: { action: "a", timeout: 3 } } },
    });
  });
});

describe("ad-hoc actions", () => {
  test("hide a system action of the same name, in every namespace", async () => {
    expect(await getAction(library, ann, "std.noop", "n")).toMatchObject({ type: "system" });
    const text = "version: '2.0'\nstd.noop: {base: std.echo, base-input: {output: 1}}\n";
    await createActions(library, ann, { ...inDefault, text });
    expect(await getAction(library, ann, "std.noop", "n")).toMatchObject({ type: "adhoc" });
    expect(await getAction(library, bob, "std.noop", "")).toMatchObject({ type: "system" });
  });
});

describe("environments", () => {
  test("keep what a change does not mention", async () => {
    await createEnvironment(library, ann, { name: "e", description: "d", variables: { k: 1 } });
    now = 3000;
    const changed = await updateEnvironment(library, ann, { name: "e", variables: { k: 2 } });
    expect(changed).toMatchObject({ description: "d", variables: { k: 2 }, createdAt: 1000, updatedAt: 3000 });
    await expect(updateEnvironment(library, bob, { name: "e" })).rejects.toThrow("Environment not found [name=e]");
  });
});
