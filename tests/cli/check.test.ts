import { expect, test } from "vitest";
import { ostro } from "./host.ts";

test("every problem of a file, with place and excerpt", async () => {
  const { exitCode, out } = await ostro(["check", "tests/cli/broken.yaml"]);
  expect(exitCode).toBe(2);
  expect(out).toBe(`tests/cli/broken.yaml:5:39: error: Parse error: unexpected end of statement [expression-syntax]
5 |       action: std.echo output=<% $.x( %>
  |                                       ^
tests/cli/broken.yaml:6:19: error: Task 'nope' not found. [unknown-task]
6 |       on-success: nope
  |                   ^^^^
tests/cli/broken.yaml:7:7: error: Invalid DSL: Additional properties are not allowed ('colour' was unexpected) [unknown-key]
7 |       colour: red
  |       ^^^^^^
3 errors, 0 warnings
`);
});

test("the same for programs", async () => {
  const { exitCode, out } = await ostro(["check", "tests/cli/broken.yaml", "--output", "json"]);
  expect(exitCode).toBe(2);
  expect(JSON.parse(out)).toMatchObject({
    problems: [
      { code: "expression-syntax", severity: "error", line: 5, column: 39 },
      { code: "unknown-task" },
      { code: "unknown-key" },
    ],
  });
});

test("a file with errors is not run", async () => {
  expect(await ostro(["run", "tests/cli/broken.yaml"])).toMatchObject({ exitCode: 2, out: "" });
});
