import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/core/base/index.ts";
import { evaluate, ExpressionError, type MistralFunctions } from "../../../../src/core/expressions/index.ts";
import { functions } from "../yaql/evaluate.ts";

const asked: Json[] = [];
const host: MistralFunctions = {
  ...functions,
  env: () => ({ region: "r1" }),
  execution: () => ({ id: "e1", name: "wf" }),
  task: (name) => (name === undefined ? { name: "current" } : name === "t" ? { name, result: [1] } : undefined),
  tasks: (query) => {
    asked.push({ ...query, workflowExecutionId: query.workflowExecutionId ?? null, state: query.state ?? null });
    return [{ name: "a" }, { name: "b" }];
  },
  executions: (query) => {
    asked.push(
      Object.fromEntries(
        Object.entries(query).map(([key, value]: [string, string | undefined]) => [key, value ?? null]),
      ),
    );
    return [{ state: "SUCCESS" }];
  },
  global: (name) => (name === "g" ? 5 : undefined),
};

function outcome(expr: string, given: MistralFunctions = host): Json {
  try {
    return evaluate(`{{ ${expr} }}`, { data: { x: 1 }, functions: given });
  } catch (error) {
    if (error instanceof ExpressionError) return `${error.causeClass}: ${error.detail}`;
    throw error;
  }
}

describe("Mistral's functions in Jinja", () => {
  it.each([
    ["env().region", "r1"],
    ["execution().name", "wf"],
    ["task().name", "current"],
    ["task('t').result", [1]],
    ["task(task_name='t').name", "t"],
    ["(_ | task('t')).name", "t"],
    ["task('nope')", null],
    ["global('g')", 5],
    ["global('h')", null],
    ["uuid() | length", 36],
    ["executions(state='SUCCESS')[0].state", "SUCCESS"],
    ["tasks() | map(attribute='name') | join", "ab"],
    ["json_parse('[1, 2.5]')", [1, 2.5]],
    ["yaml_parse('a: yes').a", true],
    ["json_dump({'a': 1})", '{\n    "a": 1\n}'],
    ["yaml_dump({'b': 1, 'a': [2]})", "a:\n- 2\nb: 1\n"],
    ["json_pp('a\\nb')", '"a\nb"'],
    ["_ | json_dump(1)", "1"],
    ["_.x | json_dump", "TypeError: json_dump_() missing 1 required positional argument: 'data'"],
    ["env(1)", "TypeError: env_() takes 1 positional argument but 2 were given"],
    ["task(name='t')", "TypeError: task_() got an unexpected keyword argument 'name'"],
    ["json_parse(none)", "TypeError: <class 'NoneType'> can't be decoded"],
  ] as const)("%s", (expr, expected) => {
    expect(outcome(expr)).toEqual(expected);
  });

  it("hand their arguments on", () => {
    asked.length = 0;
    outcome("tasks('e1', recursive=true, state='ERROR', flat=true)");
    outcome("executions(root_execution_id='r', from_time='2020-01-01')");
    expect(asked).toEqual([
      { workflowExecutionId: "e1", recursive: true, state: "ERROR", flat: true },
      { id: null, rootExecutionId: "r", state: null, fromTime: "2020-01-01", toTime: null },
    ]);
  });

  it.each([
    ["env()", "KeyError: '__env'"],
    ["execution()", "KeyError: '__execution'"],
    ["task()", "KeyError: '__task_execution'"],
    ["task('t')", "KeyError: '__task_execution'"],
  ] as const)("%s without an execution around it", (expr, expected) => {
    expect(outcome(expr, functions)).toBe(expected);
  });
});
