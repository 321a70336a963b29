import { describe, expect, it, test } from "vitest";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { sizeFault } from "../../../src/core/engine/index.ts";
import { Catalogue, Stage } from "../../../src/core/rehearse/index.ts";
import { perform, standardActions } from "../../conformance/workflows/actions.ts";

/** A stage on which a field may have two KiB, with the workflow `w`. */
function run(body: string, input: JsonMap = {}, params: JsonMap = {}) {
  const catalogue = new Catalogue(standardActions);
  catalogue.addWorkflows(`version: '2.0'\n${body}`);
  const definition = catalogue.workflow("w", "");
  if (definition === undefined) throw new Error("Bad workflow");
  const stage = new Stage(catalogue, { perform, fieldSizeLimitKb: 2 });
  const started = stage.start(definition, input, params);
  if ("refusal" in started) return { refusal: started.refusal };
  stage.run();
  const { execution, tasks, actions } = stage.state(started.id);
  return { execution, task: [...tasks.values()][0], action: [...actions.values()][0] };
}

function fault(field: string, sizeKb = 3): string {
  return `Field size limit exceeded [class=TaskExecution, field=${field}, size=${sizeKb}KB, limit=2KB]`;
}

const large = "x".repeat(3100);

describe("the size of a field", () => {
  const { world } = new Stage(new Catalogue([]), { fieldSizeLimitKb: 1 });

  // As CPython 3.11 measures the text of {'a': ...}: what is wider than ASCII takes more for every character.
  test.each([
    ["x", 1989, 1990],
    ["é", 1965, 1966],
    ["€", 977, 978],
    ["😀", 483, 484],
  ])("of %s is counted in bytes", (character, fits, isTooMuch) => {
    expect(sizeFault("input", { a: character.repeat(fits) }, world)).toBeUndefined();
    expect(sizeFault("input", { a: character.repeat(isTooMuch) }, world)).toContain("size=2KB, limit=1KB");
  });

  it("is that of Python's text, not of JSON", () => {
    expect(sizeFault("input", { a: [null, true] }, world)).toBeUndefined();
    expect(sizeFault("input", { a: "\u0001".repeat(490) }, world)).toBeUndefined();
    expect(sizeFault("input", { a: "\u0001".repeat(500) }, world)).toContain("size=2KB");
  });

  it("has no limit when that is negative or left out", () => {
    const unlimited = new Stage(new Catalogue([]), { fieldSizeLimitKb: -1 }).world;
    expect(sizeFault("input", { a: large }, unlimited)).toBeUndefined();
    expect(sizeFault("input", { a: large }, new Stage(new Catalogue([])).world)).toBeUndefined();
  });
});

describe("a field that is too large", () => {
  const echo = "w: {input: [a: 1], tasks: {t: {action: std.echo output=<% $.a %>, on-error: noop}}}";

  it("refuses the start", () => {
    expect(run(echo, { a: large })).toEqual({ refusal: fault("input") });
    expect(run(echo, {}, { env: { a: large } })).toEqual({ refusal: fault("params") });
  });

  it("fails the task whose input it is", () => {
    const { execution, task } = run(`w: {tasks: {t: {action: std.echo, input: {output: <% "${large}" %>}}}}`);
    expect(task).toMatchObject({
      state: "ERROR",
      stateInfo: `Failed to run task [error=${fault("input")}, wf=w, task=t]:\n`,
    });
    expect(execution?.state).toBe("ERROR");
  });

  it("fails the action whose result it is, and its task, whatever `on-error` says", () => {
    const { execution, task, action } = run(
      'w: {tasks: {t: {action: std.test_dict size=100 val="0123456789012345678901234567890", on-error: noop}}}',
    );
    const message = `Failed to complete action [error=${fault("output", 4)}, action=std.test_dict, task=t]:\n`;
    expect(action).toMatchObject({ state: "ERROR", accepted: false, output: { result: message } });
    expect(task).toMatchObject({ state: "ERROR", stateInfo: message });
    expect(execution).toMatchObject({ state: "ERROR", stateInfo: message });
  });

  it("fails the task that publishes it", () => {
    const { task } = run(`w: {tasks: {t: {publish: {a: <% "${large}" %>}}}}`);
    const where = "wf=w, task=t, action=std.noop";
    const message = `Failed to handle action completion [error=${fault("published")}, ${where}]:\n`;
    expect(task).toMatchObject({ state: "ERROR", stateInfo: message, published: {} });
  });

  it("fails the execution whose output it is", () => {
    const { execution } = run(`w: {output: {a: <% "${large}" %>}, tasks: {t: {action: std.noop}}}`);
    expect(execution).toMatchObject({ state: "ERROR" });
    expect(execution?.stateInfo).toMatch(/^Failed to check and complete \[wf_ex_id=.*, wf_name=w\]: Field size limit/);
  });
});

test("the message of a failed execution is cut to what fits into its output", () => {
  const message = "m".repeat(70_000);
  const { execution } = run(`w: {tasks: {t: {on-success: [fail(msg="${message}")]}}}`.replace('msg="', 'msg="the '));
  expect(execution?.output).toEqual({ result: `${`the ${message}`.slice(0, 2048)}...` });
  expect(execution?.stateInfo).toBe(`${`the ${message}`.slice(0, 65_500)}...`);
});
