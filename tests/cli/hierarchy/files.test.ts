import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Terminal } from "../../docs/script.ts";

const family = `version: '2.0'
base:
  tasks:
    a: {action: std.noop, on-success: [b]}
    b: {action: std.noop}
left: {extends: base, override: {a: {timeout: 1}}}
right: {extends: base, override: {b: {timeout: 2}}}
both: {extends: [left, right]}
stray: {extends: {name: elsewhere, revision: 3}}
`;

describe("families of a file", () => {
  let terminal: Terminal;

  beforeAll(async () => {
    terminal = await Terminal.open();
    await terminal.write("family.yaml", family);
    await terminal.write(
      "after.yaml",
      family.replace("on-success: [b]}\n    b: {action", "on-success: [c]}\n    c: {action"),
    );
    await terminal.write(
      "longer.yaml",
      family.replace("b: {action: std.noop}", "b: {action: std.noop, wait-after: 1}"),
    );
    await terminal.write("circle.yaml", "version: '2.0'\nx: {extends: y}\ny: {extends: x}\n");
    await terminal.write(
      "book.yaml",
      "version: '2.0'\nname: wb\nworkflows:\n  p: {tasks: {a: {action: std.noop}}}\n  c: {extends: p}\n",
    );
    await terminal.write("broken.yaml", "version: '2.0'\nx: [\n");
  });

  afterAll(() => terminal.close());

  test("a child of several parents stands below each, what is outside of the file is named", async () => {
    expect(await terminal.run("$ ostro lineage family.yaml")).toBe(`$ ostro lineage family.yaml
elsewhere MISSING (not in this file)
\u2514\u2500\u2500 stray BROKEN (pinned at 3)
        INH-001: no workflow 'elsewhere' with revision 3 was found; correct the name, or create the parent first
base
\u251c\u2500\u2500 left CURRENT
\u2502   \u2514\u2500\u2500 both CURRENT
\u2514\u2500\u2500 right CURRENT
    \u2514\u2500\u2500 both CURRENT
`);
  });

  test("members of a workbook have its name", async () => {
    expect(await terminal.run("$ ostro lineage book.yaml")).toContain("wb.p\n\u2514\u2500\u2500 wb.c CURRENT\n");
  });

  test("workflows that extend each other are drawn once", async () => {
    expect(await terminal.run("$ ostro lineage circle.yaml")).toContain("INH-003: cycle: x -> y -> x");
  });

  test("a family is told to programs as rows", async () => {
    const told = await terminal.run("$ ostro lineage family.yaml --output json");
    expect(JSON.parse(told.slice(told.indexOf("\n")))).toContainEqual({
      id: "both",
      name: "both",
      inheritance_state: "CURRENT",
      extends: ["left", "right"],
      notes: [],
      error: null,
    });
    expect(await terminal.run("$ ostro lineage book.yaml --output name")).toBe(
      "$ ostro lineage book.yaml --output name\nwb.p\nwb.c\n",
    );
  });

  test("the difference of two workflows", async () => {
    expect(await terminal.run("$ ostro diff family.yaml left right")).toContain(
      "- tasks.a.timeout\n+ tasks.b.timeout\n".split("\n")[0],
    );
    expect(await terminal.run("$ ostro diff family.yaml base base")).toContain("'base' and 'base' are the same");
    const told = await terminal.run("$ ostro diff family.yaml base both --output json");
    expect(JSON.parse(told.slice(told.indexOf("\n")))).toMatchObject({
      added: ["tasks.a.timeout", "tasks.b.timeout"],
      interface: { breaking: false },
    });
  });

  test.each([
    ["family.yaml base nobody", "There is no workflow 'nobody' in family.yaml; it has base, left, right, both, stray."],
    ["family.yaml base stray", "'stray' has errors (INH-001: no workflow 'elsewhere'"],
    ["absent.yaml a b", "Cannot read absent.yaml"],
  ])("diff %s is refused with what is wrong", async (args, message) => {
    expect(await terminal.run(`$ ostro diff ${args}`)).toContain(message);
  });

  test("the impact of a file on itself", async () => {
    expect(await terminal.run("$ ostro impact family.yaml")).toContain("4 followers: 1 broken, 0 changed, 3 unchanged");
  });

  test("the impact of edits since an earlier file", async () => {
    const changed = await terminal.run("$ ostro impact longer.yaml --before family.yaml");
    expect(changed).toContain("base:\n  + tasks.b.wait-after\n");
    expect(changed).toContain("~ both: changed\n    + tasks.b.wait-after\n");
    const broken = await terminal.run("$ ostro impact after.yaml --before family.yaml --output json");
    expect(JSON.parse(broken.slice(broken.indexOf("\n")))).toMatchObject({
      descendants: { followers: 4, broken: 2, changed: 1, unchanged: 1 },
      items: [
        { name: "left", depth: 1, effect: "changed" },
        { name: "right", depth: 1, effect: "broken", errors: [{ code: "INH-011", path: "override.b", line: 7 }] },
        { name: "both", depth: 2, effect: "unchanged" },
        { name: "stray", effect: "broken" },
      ],
    });
  });

  test("a file that cannot be read is told with its place", async () => {
    expect(await terminal.run("$ ostro impact broken.yaml")).toMatch(/broken.yaml:\d+:\d+: error: /);
  });
});
