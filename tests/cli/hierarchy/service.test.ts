import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Terminal } from "../../docs/script.ts";

/** Ids and times are of another day each time. */
function steady(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "00000000-0000-4000-8000-000000000000")
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "2026-11-24 12:00:00");
}

describe("families of a service", () => {
  let terminal: Terminal;
  const run = async (...commands: readonly string[]): Promise<string> => {
    const told = await terminal.run(commands.map((command) => `$ ostro ${command}\n`).join(""));
    return steady(told.replaceAll(/^\$ .*\n/gm, ""));
  };

  beforeAll(async () => {
    terminal = await Terminal.open();
    await terminal.write(
      "base.yaml",
      "version: '2.0'\nbase: {tasks: {a: {action: std.noop, on-success: [b]}, b: {action: std.noop}}}\n",
    );
    await terminal.write(
      "next.yaml",
      "version: '2.0'\nbase: {tasks: {a: {action: std.noop, on-success: [b]}, b: {action: std.noop, timeout: 3}}}\n",
    );
    await terminal.write(
      "renamed.yaml",
      "version: '2.0'\nroot: {tasks: {a: {action: std.noop, on-success: [b]}, b: {action: std.noop, timeout: 3}}}\n",
    );
    await terminal.write(
      "children.yaml",
      "version: '2.0'\nchild: {extends: base, tasks: {c: {after: b, action: std.noop}}}\nlow: {extends: child}\npinned: {extends: {name: base, revision: 1}}\n",
    );
    await terminal.run("$ ostro workflow create base.yaml\n$ ostro workflow create children.yaml\n");
  });

  afterAll(() => terminal.close());

  test("relatives", async () => {
    expect(await run("workflow ancestors low")).toBe(`DEPTH  NAME   NAMESPACE  REVISION  MODE    STATE    ID
1      child             1         FOLLOW  CURRENT  00000000-0000-4000-8000-000000000000
2      base              1         FOLLOW  NONE     00000000-0000-4000-8000-000000000000
`);
    expect(await run("mistral workflow-get-ancestors low")).toBe(await run("workflow ancestors low"));
    expect(await run("workflow descendants base --output name")).toBe("child\npinned\n");
    expect(await run("mistral workflow-get-descendants base --recursive --output name")).toBe("child\npinned\nlow\n");
    expect(await run("workflow lineage low")).toBe(
      "base (revision 1)\n\u2514\u2500\u2500 child CURRENT (revision 1)\n    \u2514\u2500\u2500 low \u25c0 CURRENT (revision 1)\n",
    );
    expect(await run("lineage low")).toBe(await run("workflow lineage low"));
  });

  test("definitions", async () => {
    expect(await run("mistral workflow-get-definition pinned")).toBe(
      "version: '2.0'\npinned:\n  extends:\n    name: base\n    revision: 1\n",
    );
    const flattened =
      "version: '2.0'\npinned:\n  tasks:\n    a:\n      action: std.noop\n      on-success:\n        - b\n    b:\n      action: std.noop\n";
    expect(await run("workflow flatten pinned")).toBe(flattened);
    expect(await run("mistral workflow-get-definition pinned --flattened --revision 1")).toBe(flattened);
    expect(await run("mistral workflow-get-definition pinned --annotate")).toContain("a: # from base@1");
    expect(JSON.parse(await run("workflow flatten pinned --output json"))).toMatchObject({ spec: { tasks: {} } });
    expect(await run("workflow flatten pinned --revision 0")).toContain("A revision is a number from 1.");
    expect(await run("workflow flatten pinned --revision 7")).toContain("Workflow revision not found");
  });

  test("differences and conformance", async () => {
    const difference = '+ tasks.c\n> b on-success: [] -> ["c"]\n';
    expect(await run("workflow diff child")).toBe(difference);
    expect(await run("mistral workflow-diff low --against base")).toBe(difference);
    expect(await run("workflow diff low")).toBe("they are the same\n");
    expect(await run("workflow conformance child --level projection")).toBe(
      "against    base\nlevel      projection (tier 1)\nassuming   A1\n",
    );
    expect(await run("mistral workflow-conformance child --level interface")).toBe(
      "against    base\nlevel      interface (tier 0)\n",
    );
    expect(await run("workflow conformance child --level best")).toContain("There is no level 'best'");
    expect(await run("workflow conformance base")).toContain("Workflow 'base' has no parent");
  });

  test("an update, before and after", async () => {
    const impact = await run("workflow impact next.yaml");
    expect(impact).toContain("2 followers: 0 broken, 2 changed, 0 unchanged; 1 locked at an older revision");
    expect(await run("mistral workflow-impact next.yaml")).toBe(impact);
    expect(await run("impact next.yaml --url http://127.0.0.1:1")).toContain("does not answer");
    expect(await run("mistral workflow-update next.yaml --dry-run")).toBe(impact);
    expect(await run("workflow update next.yaml --output name")).toBe("base\n");
    expect(await run("workflow revisions child --output name")).toBe("child\nchild\n");
    const rows = (await run("mistral workflow-revision-list child")).split("\n");
    expect(rows[1]).toMatch(/^2 +child +private +2026-11-24 12:00:00 +system +revision 2 of its parent +[0-9a-f]{8}$/);
    expect(rows[2]).toMatch(/^1 +child +private +2026-11-24 12:00:00 +anonymous +its author +[0-9a-f]{8}$/);
    expect(JSON.parse(await run("workflow revisions child --output json"))).toMatchObject([
      { revision: 2 },
      { revision: 1 },
    ]);
  });

  test("rebases", async () => {
    expect(await run("workflow rebase child")).toBe("child is CURRENT at revision 2, upon base@2\n");
    expect(await run("mistral workflow-rebase child --dry-run")).toContain("0 followers");
    expect(await run("workflow rebase child --parent base=1")).toContain("INH-010: 'child' follows 'base'");
    expect(await run("workflow rebase child --parent base=x")).toContain(
      "--parent takes NAME or NAME=REVISION, not 'base=x'.",
    );
    expect(await run("workflow rebase child --parent low")).toContain(
      "'low' is no parent of 'child'; it extends base.",
    );
    expect(await run("workflow rebase base")).toContain("'base' has no parent.");
    expect(await run("workflow rebase pinned")).toContain(
      "INH-010: the text says revision 1 of 'base'; change it there",
    );
  });

  test("renaming by id", async () => {
    expect(await run("workflow update renamed.yaml --id base --output name")).toBe("root\n");
    expect(await run("workflow lineage child --output name")).toBe("root\nchild\nlow\n");
  });

  test("deletions", async () => {
    expect(await run("workflow delete root --dry-run")).toContain("2 followers: 2 broken");
    expect(await run("mistral workflow-delete root")).toContain("INH-050: 'root' has children");
    expect(await run("mistral workflow-delete root --force")).toBe(
      "Request to delete workflow root has been accepted.\n",
    );
    expect(await run("workflow lineage low")).toBe(`root MISSING (not to be seen)
\u2514\u2500\u2500 child DETACHED (revision 2)
    \u2514\u2500\u2500 low \u25c0 CURRENT (revision 2)
`);
  });
});
