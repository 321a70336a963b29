import { expect, test } from "vitest";
import { faultString, wirePath } from "../../../src/core/inheritance/index.ts";
import { documentOf } from "./child.ts";
import { Shelf } from "./shelf.ts";
import type { Upload } from "./shelf.ts";

interface Refusal {
  readonly code: string;
  readonly path: string;
  /** Documents; all but the last are accepted. */
  readonly documents: readonly string[];
  readonly upload?: Upload;
  /** Words of the message. */
  readonly says: readonly string[];
}

const line = `tasks: {a: {action: std.noop, on-success: [b]}, b: {action: m.y x=1, on-success: [c]}, c: {action: std.noop}}`;
const reverse = "type: reverse\ntasks: {a: {action: std.noop}, b: {action: std.noop, requires: [a]}}";

/** One line for each code that flattening can give (design, section 9); INH-034 needs the second tier. */
const refusals: readonly Refusal[] = [
  one("INH-001", "extends", "version: '2.0'\nc: {extends: nobody}", ["'nobody'", "create the parent first"]),
  one("INH-003", "extends", "version: '2.0'\na: {extends: b}\nb: {extends: a}", [
    "a -> b -> a",
    "extend another workflow",
  ]),
  child("INH-004", "extends", `final: true\n${line}`, "tags: [x]", ["'p' is final", "sub-workflow"]),
  child("INH-005", "type", line, "type: reverse", ["reverse", "drop 'type'"]),
  child("INH-006", "tasks.t", "abstract: [t]\ntasks: {t: {timeout: 1}}", "tags: [x]", ["'t'", "under 'override'"]),
  child("INH-007", "override.b", `final: [b]\n${line}`, "override: {b: {timeout: 1}}", [
    "'b' is final",
    "drop the override",
  ]),
  child("INH-007", "remove.tasks.*.on-success", `final: [b]\n${line}`, "remove: ['tasks.*.on-success']", [
    "'b' is final",
  ]),
  child("INH-007", "tasks.b", `final: [b]\n${line}`, "task-defaults: {timeout: 4}", ["through task-defaults", "'p'"]),
  child("INH-008", "tasks.b", `final: [b]\n${line}`, "tasks: {n: {action: std.noop, on-success: [b]}}", [
    "('n', 'on-success', '')",
  ]),
  one(
    "INH-009",
    "vars.v",
    "version: '2.0'\np: {vars: {v: 1}, tasks: {t: {action: std.noop}}}\nq: {vars: {v: 2}, tasks: {u: {action: std.noop}}}\nc: {extends: [p, q]}",
    ["vars.v (p / q)", "remove 'vars.v'"],
  ),
  child("INH-010", "overide", line, "overide: {a: {timeout: 1}}", ["did you mean 'override'"]),
  child("INH-010", "override.a.timeout", line, "override: {a: {timeout: null}}", ["whole number or an expression"]),
  child("INH-010", "override.a.on-success.next", line, "override: {a: {on-success: {next: []}}}", ["must be"]),
  child("INH-010", "vars", line, "vars: {}", ["remove: [vars]"]),
  child("INH-010", "tasks.x.before", line, "tasks: {x: {action: std.noop, before: [a]}}", ["name of a task"]),
  child("INH-011", "override.bb", line, "override: {bb: {timeout: 1}}", [
    "'p' (revision 1)",
    "Did you mean 'b'? Tasks: a, b, c.",
  ]),
  child("INH-011", "tasks.x.before", line, "tasks: {x: {action: std.noop, before: cc}}", ["Did you mean 'c'?"]),
  child("INH-012", "remove.tasks.a.retry", line, "remove: [tasks.a.retry]", ["matches nothing", "Drop the path"]),
  child("INH-013", "tasks.b", line, "tasks: {b: {action: std.noop}}", ["already exists", "under 'override'"]),
  child("INH-014", "tasks.b.on-success.c", line, "remove: [tasks.c]", ["remove 'tasks.b.on-success.c'", "redirect"]),
  child("INH-014", "tasks.b.requires.a", reverse, "conforms: none\nremove: [tasks.a]", ["remove 'tasks.b.requires.a'"]),
  child(
    "INH-014",
    "task-defaults.on-error.c",
    `task-defaults: {on-error: [c]}\n${line}`,
    "remove: [tasks.c, tasks.b.on-success]",
    ["'task-defaults' on-error"],
  ),
  child("INH-015", "override.a.on-success", line, "override: {a: {on-success: [super, super]}}", [
    "twice",
    "write it once",
  ]),
  child("INH-016", "tasks.x", line, "tasks: {x: {action: std.noop, before: x}}", [
    "next to itself",
    "name another task",
  ]),
  child("INH-017", "tasks.b", line, "override: {a: {on-success: [c]}}", ["would start at once", "remove 'tasks.b'"]),
  child(
    "INH-018",
    "tasks.j.join",
    line,
    "tasks: {j: {action: std.noop, join: 2}}\noverride: {a: {on-success: [super, j]}}",
    ["waits for 2", "lead more tasks"],
  ),
  child("INH-018", "tasks.a.requires", reverse, "override: {a: {requires: [b]}}", ["a, b", "circle"]),
  child(
    "INH-019",
    "tasks.n.input.v",
    line,
    "remove: [tasks.c, tasks.b.on-success]\ntasks: {n: {action: m.z v=<% task(c).result %>}}",
    ["reads task 'c'", "change 'tasks.n.input.v'"],
  ),
  child("INH-020", "override.a", line, "override: {a: {action: x, workflow: y}}", [
    "'action' and 'workflow'",
    "drop the other",
  ]),
  child("INH-021", "override.b.input", line, "override: {b: {input: <% $.all %>}}", ["remove 'tasks.b.input' first"]),
  child("INH-022", "final.zz", line, "final: [zz]", ["'zz', which is not there", "drop it"]),
  child("INH-022", "final.t", "abstract: [t]\ntasks: {t: {timeout: 1}}", "abstract: true\nfinal: [t]", [
    "both abstract and final",
  ]),
  child("INH-024", "tasks.a.on-error.nowhere", line, "override: {a: {on-error: [nowhere]}}", [
    "Task 'nowhere' not found.",
  ]),
  child("INH-024", "tasks", line, "override: {c: {on-success: [a]}}", ["Failed to find start tasks"]),
  child("INH-030", "input.i", `input: [i]\n${line}`, "remove: [input.i]", [
    "'i' of the parent is gone",
    "conforms: none",
  ]),
  child("INH-031", "input.n", line, "input: [n]", ["needs a default"]),
  child("INH-032", "tasks.b", reverse, "remove: [tasks.b]", ["name it as its target"]),
  child("INH-033", "output.o", `output: {o: 1}\n${line}`, "remove: [output.o]", ["'o' of the parent's 'output'"]),
  child("INH-036", "conforms", `conforms: projection\n${line}`, "conforms: none", [
    "'projection' that an ancestor demands",
  ]),
  {
    code: "INH-023",
    path: "extends",
    documents: [
      "version: '2.0'\np: {tasks: {t: {action: std.noop}}}\nc: {extends: p, tags: [x]}\nd: {extends: c, tags: [y]}",
    ],
    upload: { limits: { maxDepth: 1 } },
    says: ["2 levels", "1 allowed"],
  },
  {
    code: "INH-010",
    path: "extends",
    documents: [documentOf(line, "tags: [x]")],
    upload: { limits: { isEnabled: false } },
    says: ["switched off"],
  },
  {
    code: "INH-037",
    path: "extends",
    documents: [`version: '2.0'\np:\n  ${line}\n`, "version: '2.0'\nc: {extends: p, tags: [x]}"],
    upload: { isPublic: true },
    says: ["'p' is not public", "make the parent public first"],
  },
];

test.each(refusals)("$code at $path", ({ code, path, documents, upload, says }) => {
  const shelf = new Shelf();
  for (const text of documents.slice(0, -1)) expect(shelf.upload(text).problems).toEqual([]);
  const { problems } = shelf.flatten(documents.at(-1) ?? "", upload);
  const told = problems.find((problem) => problem.code === code && problem.path === path);
  expect(told, JSON.stringify(problems)).toMatchObject({ severity: "error", place: { line: expect.any(Number) } });
  for (const words of says) expect(told?.message).toContain(words);
  if (told !== undefined) expect(faultString(told)).toMatch(/^INH-\d{3}: .* \[workflow=\w+, line \d+\]$/);
});

test("every code is refused here", () => {
  const told = new Set(refusals.map(({ code }) => code));
  const wanted = [
    1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 30, 31, 32, 33, 36, 37,
  ];
  expect(wanted.filter((number) => !told.has(`INH-${String(number).padStart(3, "0")}`))).toEqual([]);
});

test("a path with a dot in a name is told as a list", () => {
  expect(wirePath(["override", "t.2"])).toEqual(["override", "t.2"]);
  expect(wirePath(["override", "t"])).toBe("override.t");
});

test("a workflow with a task called super has no children, and is none of our business without them", () => {
  const parent = "tasks: {super: {action: std.noop, on-success: [b]}, b: {action: std.noop}}";
  expect(new Shelf().flatten(`version: '2.0'\np:\n  ${parent}\n`).problems).toEqual([]);
  const { problems } = new Shelf().flatten(documentOf(parent, "tags: [x]"));
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(["INH-010 extends"]);
});

test("Mistral's errors in the ordinary parts of a child stay Mistral's", () => {
  const { problems } = new Shelf().flatten(documentOf(line, "tasks: {n: {action: std.noop, timeuot: 3}}"));
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(["unknown-key tasks.n"]);
});

function one(code: string, path: string, document: string, says: readonly string[]): Refusal {
  return { code, path, documents: [document], says };
}

function child(code: string, path: string, parent: string, text: string, says: readonly string[]): Refusal {
  return { code, path, documents: [documentOf(parent, text)], says };
}
