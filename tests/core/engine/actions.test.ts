import { describe, expect, it } from "vitest";
import type { Decided, LiveState } from "../../../src/core/engine/index.ts";
import { Catalogue, Stage } from "../../../src/core/rehearse/index.ts";
import { perform, standardActions } from "../../conformance/workflows/actions.ts";
import { Scene } from "./scene.ts";

function start(actions: string, body: string, params = {}) {
  const catalogue = new Catalogue(standardActions);
  catalogue.addActions(`version: '2.0'\n${actions}`);
  catalogue.addWorkflows(`version: '2.0'\n${body}`);
  const definition = catalogue.workflow("w", "");
  if (definition === undefined) throw new Error("Bad workflow");
  const stage = new Stage(catalogue, { perform });
  const started = stage.start(definition, {}, params);
  if ("refusal" in started) throw new Error(started.refusal);
  stage.settle();
  return stage.state(started.id);
}

function firstAction(state: LiveState) {
  return [...state.actions.values()][0];
}

describe("ad-hoc actions", () => {
  const actions = `
inner: {input: [v], base: std.echo, base-input: {output: <% $.v * 2 %>}, output: "in:<% $ %>"}
outer: {input: [v, {w: 3}], base: inner, base-input: {v: <% $.v + $.w %>}, output: {out: <% $ %>}}
`;

  it("rewrite input on the way down and results on the way up", () => {
    const state = start(actions, "w: {tasks: {t: {action: outer v=1}}}");
    expect(firstAction(state)).toMatchObject({
      name: "outer",
      input: { v: 1, w: 3 },
      output: { result: { out: "in:8" } },
      run: { action: "std.echo", input: { output: 8 }, adhoc: ["outer", "inner"] },
    });
  });

  it("leave a false result unevaluated", () => {
    const state = start("z: {base: std.noop, output: {r: <% $ %>}}", "w: {tasks: {t: {action: z}}}");
    expect(firstAction(state)?.output).toEqual({ result: { r: "<% $ %>" } });
  });

  it.each([
    ["a: {base: b}\nb: {base: a}", "a"],
    ["a: {base: std.gone}", "a"],
    ["a: {base: std.echo, base-input: {output: <% $.nope %>}}", "a"],
    ["a: {base: std.echo, base-input: {wrong: 1}}", "a"],
  ])("that cannot be are a structure error of the task", (text, name) => {
    const state = start(text, `w: {tasks: {t: {action: ${name}, on-error: noop}}}`);
    expect(state.execution.stateInfo).toContain(
      "[error=Failed to instantiate an action [action_desc=AdHoc action [name=a",
    );
  });

  it("fail with their output clause", () => {
    const state = start(
      "a: {base: std.echo output=1, output: <% $.x.y %>}",
      "w: {tasks: {t: {action: a, on-error: noop}}}",
    );
    expect(firstAction(state)).toMatchObject({ state: "ERROR", accepted: false });
    expect(state.execution.stateInfo).toMatch(
      /^Failed to complete action \[error=Can not evaluate YAQL.*, action=a, task=t\]:\n/,
    );
  });
});

describe("actions", () => {
  it("get defaults from __actions of the environment", () => {
    const params = { env: { __actions: { "std.echo": { output: "from env" } } } };
    expect(firstAction(start("x: {base: std.noop}", "w: {tasks: {t: {action: std.echo}}}", params))?.input).toEqual({
      output: "from env",
    });
  });

  it("note target, timeout and whether they may run twice", () => {
    const scene = Scene.start(
      "w: {tasks: {t: {action: std.sleep, target: <% here %>, timeout: 30, safe-rerun: true}}}",
    );
    expect(scene.open()[0]).toMatchObject({
      dispatch: "queued",
      isSafeToRerun: true,
      target: "here",
      run: { action: "std.sleep", timeoutSeconds: 30 },
    });
  });

  it("are handed out once the budget of a decision is spent", () => {
    const decisions: Decided[] = [];
    Scene.start(
      "w: {tasks: {a: {on-success: b}, b: {on-success: c}, c: {action: std.noop}}}",
      {},
      {},
      {
        steps: 1,
        onDecided: (_state, decision) => {
          decisions.push(decision);
          return undefined;
        },
      },
    );
    expect(decisions.flatMap(({ commands }) => commands.map(({ type }) => type))).toEqual(["runAction"]);
  });

  it("of a listener's interest are told", () => {
    const names: string[] = [];
    const notify = [{ type: "webhook", event_types: ["TASK_FAILED", "WORKFLOW_FAILED", "WORKFLOW_LAUNCHED"] }];
    Scene.start(
      "w: {tasks: {a: {action: std.fail}}}",
      {},
      { notify },
      {
        onDecided: (_state, { commands }) => {
          for (const command of commands) if (command.type === "notify") names.push(command.event.name);
          return undefined;
        },
      },
    );
    expect(names).toEqual(["WORKFLOW_LAUNCHED", "TASK_FAILED", "WORKFLOW_FAILED"]);
  });
});
