import { expect, test } from "vitest";
import { ostro } from "./host.ts";

test("a batch answers every line in order, broken ones too", async () => {
  const lines = [
    '{"id": 1, "expr": "<% 2.0 * $.x %>", "data": {"x": 2}}',
    "nonsense",
    '{"id": "j", "expr": "{{ _.x }} of {{ 3 }}", "data": {"x": 2.0}}',
    '{"id": 2, "expr": "<% $.y %>", "data": {"x": 2}}',
    '{"id": 3, "expr": "<% 1 + %>"}',
    '{"id": 4, "expr": {"a": ["<% $.x %>"]}, "data": {"x": [1]}, "mode": "recursive"}',
    '{"id": 5, "expr": "<% set(1, 2) %>"}',
  ];
  const { exitCode, out } = await ostro(["evaluate", "--batch"], lines);
  const answers = out.trimEnd().split("\n");
  expect(exitCode).toBe(0);
  expect(answers[0]).toBe('{"id":1,"result":4.0,"valid":true}');
  expect(answers.slice(1).map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { id: null, error: "BadInput" },
    { id: "j", result: "2.0 of 3", valid: true },
    { id: 2, error: "YaqlEvaluationException", cause: "KeyError", valid: true },
    { id: 3, cause: "YaqlGrammarException", valid: false },
    { id: 4, result: { a: [[1]] } },
    { id: 5, result: { $set: [1, 2] } },
  ]);
});

test("a bare expression gets the delimiters of its language", async () => {
  expect(await ostro(["evaluate", "1 + 1"])).toMatchObject({ exitCode: 0, out: "2\n" });
  expect(await ostro(["evaluate", "'ab' | upper", "--lang", "jinja"])).toMatchObject({ exitCode: 0, out: '"AB"\n' });
});

test("an expression that fails says the class and the text of its error", async () => {
  const { exitCode, err } = await ostro(["evaluate", "$.nope"]);
  expect(exitCode).toBe(1);
  expect(err).toContain("KeyError: 'nope'");
});
