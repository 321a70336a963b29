import { assert, property } from "fast-check";
import { expect, test } from "vitest";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { readWorkflows } from "../../../src/core/language/index.ts";
import { diff, documentOf, workflow } from "./random.ts";
import { Shelf } from "./shelf.ts";

const runs = { numRuns: process.env["OSTRO_LONG"] === "1" ? 3000 : 150 };

test("a child that says nothing is its parent", () => {
  const law = property(workflow, (p) => {
    const { results } = new Shelf().flatten(documentOf({ p, c: { extends: "p" } }));
    expect(results.get("c")?.spec).toEqual(results.get("p")?.spec);
  });
  assert(law, runs);
});

test("a workflow without keywords stays as it is written", () => {
  const law = property(workflow, (p) => {
    const text = documentOf({ p });
    const result = new Shelf().flatten(text).results.get("p");
    const [source] = readWorkflows(text).workflows;
    if (result !== undefined) expect(JSON.stringify(result.body)).toBe(JSON.stringify(source?.body));
  });
  assert(law, runs);
});

test("what is flat stays flat", () => {
  const law = property(workflow, diff, (p, edits) => {
    const flat = new Shelf().flatten(documentOf({ p, c: { extends: "p", ...edits } })).results.get("c");
    if (flat === undefined) return;
    const again = new Shelf().flatten(documentOf({ c: flat.body }));
    expect(again.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(again.results.get("c")?.spec).toEqual(flat.spec);
    expect(Object.keys(tasksOf(again.results.get("c")?.spec))).toEqual(Object.keys(tasksOf(flat.spec)));
  });
  assert(law, runs);
});

test("two levels at once are the same as one after the other", () => {
  const law = property(workflow, diff, diff, (p, first, second) => {
    const [m, c] = [
      { extends: "p", ...first },
      { extends: "m", ...second },
    ];
    const together = new Shelf().flatten(documentOf({ p, m, c }));
    const shelf = new Shelf();
    const documents = [documentOf({ p }), documentOf({ m }), documentOf({ c })];
    const apart = documents.map((text) => shelf.upload(text));
    if (together.results.get("m") === undefined) return;
    const last = apart.at(-1);
    expect(last?.results.get("c")?.spec).toEqual(together.results.get("c")?.spec);
    expect(codesOf(last?.problems)).toEqual(codesOf(together.problems.filter((problem) => problem.workflow === "c")));
  });
  assert(law, runs);
});

test("the order of parents does not matter", () => {
  const law = property(workflow, diff, diff, diff, (g, first, second, third) => {
    const families = [{ g, a: { extends: "g", ...first }, b: { extends: "g", ...second } }];
    for (const family of families) {
      const outcomes = [
        ["a", "b"],
        ["b", "a"],
      ].map((parents) => {
        const c = {
          extends: parents,
          conforms: "none",
          ...(third["description"] === undefined ? {} : { description: "mine" }),
        };
        const { results, problems } = new Shelf().flatten(documentOf({ ...family, c }));
        return { spec: unordered(results.get("c")?.spec), codes: codesOf(problems).toSorted() };
      });
      expect(outcomes[0]).toEqual(outcomes[1]);
    }
  });
  assert(law, runs);
});

function tasksOf(spec: JsonMap | undefined): object {
  const tasks = spec?.["tasks"];
  return typeof tasks === "object" && tasks !== null ? tasks : {};
}

function codesOf(problems: readonly { code: string; path: string; severity: string }[] | undefined): string[] {
  return (problems ?? []).filter(({ severity }) => severity === "error").map(({ code, path }) => `${code} ${path}`);
}

function unordered(spec: JsonMap | undefined): unknown {
  const input = spec?.["input"];
  return { ...spec, input: Array.isArray(input) ? input.map((one) => JSON.stringify(one)).toSorted() : [] };
}
