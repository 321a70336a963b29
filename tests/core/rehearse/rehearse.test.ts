import { describe, expect, it } from "vitest";
import {
  Catalogue,
  checksOf,
  differencesOf,
  readRehearsal,
  rehearse,
  Stage,
} from "../../../src/core/rehearse/index.ts";
import { standardActions } from "../../conformance/workflows/actions.ts";

const rehearsalOf = (more: string) => `
text: |
  version: '2.0'
  deploy:
    input: [host]
    output: {done: <% $.done %>}
    tasks:
      check: {action: ping host=<% $.host %>, retry: {count: 5, delay: 3600}, on-success: go}
      go: {action: std.async_noop, publish: {done: <% task().result %>}}
  version_check:
    tasks: {t: {action: std.noop}}
workflow: deploy
input: {host: db1}
${more}
`;

function run(more: string) {
  const { rehearsal, problems } = readRehearsal(rehearsalOf(more));
  if (rehearsal === undefined) throw new Error(JSON.stringify(problems));
  const done = rehearse(
    (catalogue) => {
      catalogue.addActions("version: '2.0'\nping: {input: [host], base: std.echo output=1, output: <% nope() %>}");
      catalogue.addWorkflows(rehearsal.text ?? "");
    },
    rehearsal,
    standardActions,
  );
  return { rehearsal, done };
}

describe("a rehearsal", () => {
  it("answers actions by task or action name, one after the other, and takes no time for waiting", () => {
    const { rehearsal, done } = run(`
actions:
  ping: [{error: unreachable}, {error: unreachable}, {result: pong}]
  go: {result: fine, after: 60}
expect:
  state: SUCCESS
  output: {done: fine}
  tasks: {check: {state: SUCCESS, result: pong, runs: 1}, go: SUCCESS, other: {runs: 0}}
`);
    if ("refusal" in done || rehearsal.expect === undefined) throw new Error("not rehearsed");
    expect(differencesOf(checksOf(rehearsal.expect, done))).toEqual([]);
    expect(done.seconds).toBe(7260);
  });

  it("says what came out differently", () => {
    const { rehearsal, done } = run(`
actions: {ping: {result: pong}, std.async_noop: {error: broken}}
expect: {state: SUCCESS, tasks: {go: {state: SUCCESS, published: {x: 1}}, nobody: SUCCESS}}
`);
    if ("refusal" in done || rehearsal.expect === undefined) throw new Error("not rehearsed");
    expect(differencesOf(checksOf(rehearsal.expect, done))).toEqual([
      'state: expected "SUCCESS", got "ERROR"',
      'tasks.go.state: expected "SUCCESS", got "ERROR"',
      'tasks.go.published: expected {"x":1}, got {}',
      'tasks.nobody.state: expected "SUCCESS", it never ran',
    ]);
  });

  it("says what it waits for where an answer is missing", () => {
    const { done } = run("actions: {ping: {result: pong}}");
    expect(done).toMatchObject({
      execution: { state: "RUNNING" },
      waitsFor: ["task go waits for an answer of std.async_noop"],
    });
  });

  it("is refused like a start", () => {
    expect(run("params: {env: nowhere}").done).toEqual({ refusal: "Environment is not found: nowhere" });
    expect(run("workflow: nothing").done).toEqual({
      refusal: "There is no workflow nothing; there are: deploy, version_check",
    });
  });
});

describe("a catalogue", () => {
  it("makes complete workflows of those that extend others", () => {
    const catalogue = new Catalogue(standardActions);
    catalogue.addWorkflows("version: '2.0'\nbase: {tasks: {a: {action: std.echo output=1}}}");
    const { names, problems } = catalogue.addWorkflows(
      "version: '2.0'\nchild: {extends: base, override: {a: {action: std.echo output=2, publish: {r: <% task().result %>}}}}",
    );
    expect({ names, errors: problems.filter(({ severity }) => severity === "error") }).toEqual({
      names: ["child"],
      errors: [],
    });
    const stage = new Stage(catalogue);
    const definition = catalogue.workflow("child", "");
    const started = definition && stage.start(definition, {});
    if (started === undefined || "refusal" in started) throw new Error("not started");
    stage.run();
    expect(stage.state(started.id).execution).toMatchObject({ state: "SUCCESS", output: { r: 2 } });
  });
});

describe("a rehearsal file", () => {
  it.each([
    ["input: {}", "", "'file' or 'text' must say where the workflow is"],
    [
      "text: x\nactions: {a: {result: 1, error: 2}}",
      "actions.a",
      "an answer has one of 'result', 'error' and 'cancelled'",
    ],
    ["text: x\nactions: {a: []}", "actions.a", "at least one answer is needed"],
    ["text: x\nexpected: {}", "expected", "'expected' is not known here; there are: file, files, text,"],
    ["text: x\nexpect: {state: DONE}", "expect.state", "a state is one of IDLE, RUNNING,"],
    ["text: x\ninput: [1]", "input", "a map is expected here"],
    ["files: [1]", "files.0", "a text is expected here"],
  ])("with a fault says what and where: %j", (text, path, message) => {
    const { rehearsal, problems } = readRehearsal(text);
    expect(rehearsal).toBeUndefined();
    expect(problems[0]).toMatchObject({ path, message: expect.stringContaining(message) as string });
  });

  it("gives up a workflow without an end", () => {
    const text = "version: '2.0'\nw: {tasks: {s: {on-success: a}, a: {wait-before: 60, on-success: a}}}\n";
    const { rehearsal } = readRehearsal(`text: ${JSON.stringify(text)}`);
    if (rehearsal === undefined) throw new Error("not read");
    const define = (catalogue: Catalogue) => void catalogue.add(text);
    expect(() => rehearse(define, rehearsal, standardActions, 1000)).toThrow("The workflow goes on for ever");
  });

  it("lets actions that only take time take it", () => {
    const text =
      "version: '2.0'\nw: {tasks: {a: {action: std.sleep seconds=7}, b: {action: std.echo output=1 delay=9}}}\n";
    const { rehearsal } = readRehearsal(`text: ${JSON.stringify(text)}`);
    if (rehearsal === undefined) throw new Error("not read");
    const done = rehearse((catalogue) => void catalogue.add(text), rehearsal, standardActions);
    expect(done).toMatchObject({ seconds: 9, tasks: expect.arrayContaining([expect.objectContaining({ result: 1 })]) });
  });
});
