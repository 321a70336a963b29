import { describe, expect, it } from "vitest";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { createExecution } from "../../../src/core/engine/index.ts";
import { Catalogue, Stage } from "../../../src/core/rehearse/index.ts";
import { standardActions } from "../../conformance/workflows/actions.ts";

const direct = `
w:
  input: [a, {b: <% 1 + 1 %>}]
  vars: {sum: <% $.a + 1 %>, who: <% env().who %>}
  tasks: {t: {action: std.noop}}
`;

function create(body: string, input: JsonMap, params: JsonMap = {}, abstractTasks: readonly string[] = []) {
  const catalogue = new Catalogue(standardActions);
  catalogue.addWorkflows(`version: '2.0'\n${body}`);
  catalogue.addEnvironment("prod", { who: "ann", again: "<% env().who %>!" });
  const definition = catalogue.workflow("w", "");
  if (definition === undefined) throw new Error("Bad workflow");
  const request = { id: "x", projectId: "p", description: "", input, params };
  const isAbstract = abstractTasks.length > 0;
  return createExecution({ ...definition, isAbstract, abstractTasks }, request, new Stage(catalogue).world);
}

describe("createExecution", () => {
  it("fills in defaults as they stand, evaluates environment and vars", () => {
    expect(create(direct, { a: 1 }, { env: "prod" })).toMatchObject({
      execution: {
        state: "RUNNING",
        input: { a: 1, b: "<% 1 + 1 %>" },
        params: { namespace: "", env: { who: "ann", again: "ann!" } },
        variables: { sum: 2, who: "ann" },
        environment: { who: "ann", again: "ann!" },
        rootId: "x",
      },
    });
  });

  it("leaves an environment unevaluated where that is asked for", () => {
    expect(create(direct, { a: 1 }, { env: { who: "<% 1 %>" }, evaluate_env: false })).toMatchObject({
      execution: { environment: { who: "<% 1 %>" } },
    });
  });

  it.each([
    [direct, {}, {}, "Invalid input [name=w, class=DirectWorkflowSpec, missing=['a']]"],
    [direct, { c: 1 }, {}, "Invalid input [name=w, class=DirectWorkflowSpec, missing=['a'], unexpected=['c']]"],
    [direct, { a: 1 }, { env: "nowhere" }, "Environment is not found: nowhere"],
    [direct, { a: 1 }, { env: 5 }, "Unexpected value type for environment [env=5, type=<class 'int'>]"],
    [direct, { a: "x" }, { env: {} }, /^Can not evaluate YAQL expression \[expression=\$\.a \+ 1, error=/],
    [
      "w: {type: reverse, tasks: {t: {action: std.noop}}}",
      {},
      { task_name: "u" },
      /^Invalid task name \[wf_spec=Reverse.*, task_name=u\]$/,
    ],
  ])("refuses in Mistral's words", (body, input, params, message) => {
    expect(create(body, input, params)).toEqual({
      refusal: typeof message === "string" ? message : expect.stringMatching(message),
    });
  });

  it("refuses an abstract workflow", () => {
    const refusal = "Workflow is abstract and cannot be executed [workflow=w, abstract_tasks=['deploy']]";
    expect(create(direct, { a: 1 }, {}, ["deploy"])).toEqual({ refusal });
  });
});
