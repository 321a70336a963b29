import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { isMap, writeJson } from "../../src/core/base/index.ts";
import { languageSchema } from "../../src/core/inheritance/index.ts";
import { parseYaml } from "../../src/core/language/index.ts";
import { readInheritanceCases, readLifeCases } from "./inheritance-case.ts";
import { readWorkflowCases } from "./workflows/case.ts";

/** A definition that was put before a service, and whether it took it. */
interface Recorded {
  readonly id: string;
  readonly text: string;
  readonly isValid: boolean;
}

// Every schema that is used must be known to it; a part of a condition says its keys elsewhere.
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, unicodeRegExp: true });
const fits = ajv.compile(JSON.parse(writeJson(languageSchema)) as object);

function isFitting(text: string): boolean {
  const { value } = parseYaml(text);
  // Without the kinds of numbers that only Python has.
  return value !== undefined && fits(JSON.parse(writeJson(value)));
}

function faults(text: string): string {
  return isFitting(text) ? "" : ajv.errorsText(fits.errors);
}

const ofMistral = readWorkflowCases().flatMap(({ id, definitions, expect: { definitions: answers } }) =>
  definitions.flatMap(({ kind, text }, index): Recorded[] => {
    const answer = Array.isArray(answers) ? answers[index] : undefined;
    if (kind === "environment" || answer === undefined || !isMap(answer) || answer["status"] === 409) return [];
    return [{ id, text, isValid: answer["fault"] === undefined }];
  }),
);

const ofInheritance = readInheritanceCases().flatMap(({ id, documents, errors }) =>
  documents.map(({ text }, i): Recorded => ({ id, text, isValid: i < documents.length - 1 || errors.length === 0 })),
);

const ofLives = readLifeCases().flatMap(({ id, steps }) =>
  steps.flatMap(({ op, text, expect: expected }): Recorded[] => {
    const status = Number(writeJson(expected["status"] ?? 200));
    return (op === "create" || op === "update") && text !== "" ? [{ id, text, isValid: status < 400 }] : [];
  }),
);

const examples = readdirSync("examples", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml") && !name.startsWith("rehearsal/bad") && !name.startsWith("rehearsal/good"))
  .map((name): Recorded => ({ id: name, text: readFileSync(`examples/${name}`, "utf8"), isValid: true }));

const all = [...ofMistral, ...ofInheritance, ...ofLives, ...examples].filter(({ text }) => {
  const { value } = parseYaml(text);
  return value !== undefined && isMap(value);
});

describe("the JSON Schema of the language", () => {
  test("takes every definition that a service took", () => {
    const valid = all.filter(({ isValid }) => isValid);
    expect(valid.length).toBeGreaterThan(560);
    expect(valid.flatMap(({ id, text }) => (isFitting(text) ? [] : [`${id}: ${faults(text)}`]))).toEqual([]);
  });

  test("refuses what a service refused for its shape", () => {
    const refused = all.filter(({ isValid }) => !isValid);
    // The others fail by names, expressions and parents, of which a schema knows nothing.
    expect(refused.filter(({ text }) => !isFitting(text)).length).toBeGreaterThanOrEqual(89);
  });

  test.each([
    ["a clause that is misspelled", "{version: '2.0', w: {tasks: {t: {action: std.noop, on-sucess: [u]}}}}"],
    ["a task without anything", "{version: '2.0', w: {tasks: {t: {}}}}"],
    ["an action and a workflow", "{version: '2.0', w: {tasks: {t: {action: a, workflow: b}}}}"],
    ["a retry without delay", "{version: '2.0', w: {tasks: {t: {retry: {count: 3}}}}}"],
    ["a text as timeout", "{version: '2.0', w: {tasks: {t: {timeout: soon}}}}"],
    ["with-items without in", "{version: '2.0', w: {tasks: {t: {with-items: x of y}}}}"],
    ["a join in a reverse workflow", "{version: '2.0', w: {type: reverse, tasks: {t: {join: all}}}}"],
    ["requires in a direct workflow", "{version: '2.0', w: {tasks: {t: {requires: [u]}}}}"],
    ["a workflow without tasks", "{version: '2.0', w: {input: [a]}}"],
    ["a guard that is no expression", "{version: '2.0', w: {tasks: {t: {on-success: [{u: maybe}]}}}}"],
    ["override without extends", "{version: '2.0', w: {override: {t: {timeout: 3}}, tasks: {u: {action: a}}}}"],
    ["before without extends", "{version: '2.0', w: {tasks: {t: {action: a, before: u}}}}"],
    ["before in a patch", "{version: '2.0', w: {extends: p, override: {t: {before: u}}}}"],
    ["an empty patch", "{version: '2.0', w: {extends: p, override: {t: {}}}}"],
    ["a revision below 1", "{version: '2.0', w: {extends: {name: p, revision: 0}}}"],
    ["a level that there is not", "{version: '2.0', w: {extends: p, conforms: mostly}}"],
    ["nothing that is removed", "{version: '2.0', w: {extends: p, remove: []}}"],
    ["an action with an unknown key", "{version: '2.0', a: {base: std.echo, base_input: {x: 1}}}"],
    ["a workbook with an unknown key", "{version: '2.0', name: b, workflow: {}}"],
    ["a document without version", "{w: {tasks: {t: {action: std.noop}}}}"],
  ])("refuses %s", (_what, text) => {
    expect(isFitting(text)).toBe(false);
  });

  test.each([
    ["a child that only removes", "{version: '2.0', w: {extends: p, remove: [tasks.t.retry, [tasks, a.b]]}}"],
    ["what is inherited in lists", "{version: '2.0', w: {extends: [p, q], override: {t: {on-success: [super, u]}}}}"],
    ["the list of one parent", "{version: '2.0', w: {extends: [p, q], tags: [{super: p}, new]}}"],
    ["part of a retry in a patch", "{version: '2.0', w: {extends: p, override: {t: {retry: {count: 3}}}}}"],
    ["a new task in front of another", "{version: '2.0', w: {extends: p, tasks: {n: {action: a, before: t}}}}"],
    [
      "an abstract task without action",
      "{version: '2.0', w: {abstract: [t], tasks: {t: {on-success: [u]}, u: {action: a}}}}",
    ],
  ])("takes %s", (_what, text) => {
    expect(faults(text)).toBe("");
  });
});
