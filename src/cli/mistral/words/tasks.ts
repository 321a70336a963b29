import type { JsonMap } from "../../../core/base/index.ts";
import { pathOf } from "../../../client/index.ts";
import { sample } from "../../help/examples.ts";
import { member, orNone, shortened, type Answer, type Column } from "../format/answer.ts";
import { duration } from "../format/duration.ts";
import {
  arg,
  deleteAll,
  inNamespace,
  jsonOf,
  jsonText,
  manyArgs,
  option,
  paging,
  record,
  variablesOf,
  type Call,
  type Word,
} from "../word.ts";
import { below, newestLast, oldest, subExecutions } from "./executions.ts";

function tasks(info: Column): readonly Column[] {
  return [
    member("ID", "id"),
    member("Name", "name"),
    member("Workflow name", "workflow_name"),
    member("Workflow namespace", "workflow_namespace"),
    member("Workflow Execution ID", "workflow_execution_id"),
    member("State", "state"),
    info,
    member("Created at", "created_at"),
    orNone("Started at", "started_at"),
    orNone("Finished at", "finished_at"),
    { title: "Duration", of: (row) => duration(row["started_at"], row["finished_at"]) },
  ];
}

const taskList = tasks(shortened("State info", "state_info"));
const wholeTask = tasks(member("State info", "state_info"));

const wholeAction: readonly Column[] = [
  member("ID", "id"),
  member("Name", "name"),
  member("Workflow name", "workflow_name"),
  member("Workflow namespace", "workflow_namespace"),
  member("Task name", "task_name"),
  member("Task ID", "task_execution_id"),
  member("State", "state"),
  member("State info", "state_info"),
  member("Accepted", "accepted"),
  member("Created at", "created_at"),
  orNone("Updated at", "updated_at"),
];
const actionList = wholeAction.filter(({ title }) => title !== "State info");

export const taskWords: readonly Word[] = [
  {
    word: "task-list",
    says: "List tasks; the newest are shown last.",
    args: ["[workflow_execution]"],
    options: [...paging, oldest],
    form: "list",
    ostro: "ostro task list [EXECUTION]",
    run(call) {
      const execution = arg(call, "workflow_execution");
      return newestLast(
        call,
        execution === "" ? pathOf("tasks") : pathOf("executions", execution, "tasks"),
        "tasks",
        taskList,
      );
    },
  },
  {
    word: "task-get",
    says: "Show a task.",
    args: ["<task>"],
    form: "record",
    ostro: "ostro task show ID",
    example: sample.task,
    run: async (call) => record(wholeTask, await get(call, arg(call, "task"))),
  },
  {
    word: "task-get-result",
    says: "Show the result of a task.",
    args: ["<id>"],
    form: "text",
    ostro: "ostro task output ID",
    example: sample.task,
    run: async (call) => jsonText((await get(call, arg(call, "id")))["result"]),
  },
  {
    word: "task-get-published",
    says: "Show the variables that a task published.",
    args: ["<id>"],
    form: "text",
    ostro: "ostro task published ID",
    example: sample.task,
    async run(call) {
      const { published, published_global: globals } = await get(call, arg(call, "id"));
      const texts = [published, ...(globals === undefined ? [] : [globals])].map((value) => textIn(jsonText(value)));
      return { type: "text", text: texts.join("\n") };
    },
  },
  {
    word: "task-get-sub-executions",
    says: "List the executions below a task.",
    args: ["<id>"],
    options: below,
    form: "list",
    ostro: "ostro task descendants ID",
    example: sample.task,
    run: (call) => subExecutions(call, "tasks"),
  },
  {
    word: "task-rerun",
    says: "Run a failed task again.",
    args: ["<id>"],
    options: [
      ["--resume", "of with-items only what failed or did not start"],
      ["-e, --env <variables>", "environment, as YAML or JSON or the name of a file"],
    ],
    form: "record",
    ostro: "ostro task rerun ID",
    example: sample.failedTask,
    async run(call) {
      const env = await variablesOf(call, "env");
      const body = {
        state: "RUNNING",
        reset: call.options["resume"] !== true,
        ...(Object.keys(env).length === 0 ? {} : { env }),
      };
      return record(wholeTask, await call.connection.put(pathOf("tasks", arg(call, "id")), body));
    },
  },
  {
    word: "action-execution-list",
    says: "List action executions; the newest are shown last.",
    args: ["[task_execution_id]"],
    options: [...paging, oldest],
    form: "list",
    ostro: "ostro action-execution list [TASK]",
    run(call) {
      const task = arg(call, "task_execution_id");
      const path = task === "" ? pathOf("action_executions") : pathOf("tasks", task, "action_executions");
      return newestLast(call, path, "action_executions", actionList);
    },
  },
  {
    word: "action-execution-get",
    says: "Show an action execution.",
    args: ["<action_execution>"],
    form: "record",
    ostro: "ostro action-execution show ID",
    example: sample.action,
    run: async (call) => record(wholeAction, await getAction(call, arg(call, "action_execution"))),
  },
  {
    word: "action-execution-get-input",
    says: "Show the input of an action execution.",
    args: ["<id>"],
    form: "text",
    ostro: "ostro action-execution input ID",
    example: sample.action,
    run: async (call) => jsonText((await getAction(call, arg(call, "id")))["input"]),
  },
  {
    word: "action-execution-get-output",
    says: "Show the output of an action execution.",
    args: ["<id>"],
    form: "text",
    ostro: "ostro action-execution output ID",
    example: sample.action,
    run: async (call) => jsonText((await getAction(call, arg(call, "id")))["output"]),
  },
  {
    word: "action-execution-update",
    says: "Tell the result of an asynchronous action, or that it rests or goes on.",
    args: ["<id>"],
    options: [
      ["--state <state>", "PAUSED, RUNNING, SUCCESS, ERROR or CANCELLED"],
      ["--output <output>", "its output, as JSON or the name of a file"],
    ],
    form: "record",
    ostro: "ostro action-execution complete|pause|resume ID",
    example: `${sample.waitingAction} --state SUCCESS --output '{"approved": true}'`,
    async run(call) {
      const [state, output] = [option(call, "state"), option(call, "output")];
      const body = {
        ...(state === undefined ? {} : { state }),
        ...(output === undefined ? {} : { output: await jsonOf(call, output, "--output") }),
      };
      return record(wholeAction, await call.connection.put(pathOf("action_executions", arg(call, "id")), body));
    },
  },
  {
    word: "action-execution-delete",
    says: "Delete action executions that ran without a workflow.",
    args: ["<action_execution...>"],
    form: "text",
    ostro: "ostro action-execution delete ID...",
    example: sample.action,
    run: (call) =>
      deleteAll(call, manyArgs(call, "action_execution"), {
        noun: "action execution",
        remove: (id) => call.connection.delete(pathOf("action_executions", id)),
      }),
  },
  {
    word: "run-action",
    says: "Run an action without a workflow.",
    args: ["<name>", "[input]"],
    options: [
      ["-s, --save-result", "store it and do not wait for the result"],
      ["--run-sync", "wait for the result"],
      ["-t, --target <executor>", "the executor that is to run it"],
      inNamespace,
    ],
    form: "record",
    ostro: "ostro action-execution start ACTION --input NAME=VALUE",
    example: `std.echo '{"output": "hello"}'`,
    run: runAction,
  },
];

async function runAction(call: Call): Promise<Answer> {
  const { saveResult, runSync } = call.options;
  const [target, namespace] = [option(call, "target"), option(call, "namespace")];
  const input = await jsonOf(call, arg(call, "input"), "The input");
  const params: JsonMap = {
    ...(saveResult === true ? { save_result: true } : {}),
    ...(runSync === true ? { run_sync: true } : {}),
    ...(target === undefined ? {} : { target }),
  };
  const body: JsonMap = {
    name: arg(call, "name"),
    ...(Object.keys(input).length === 0 ? {} : { input }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(namespace === undefined ? {} : { workflow_namespace: namespace }),
  };
  const run = await call.connection.post(pathOf("action_executions"), body);
  if (saveResult === true && runSync !== true) return record(wholeAction, run);
  const { output } = run;
  return typeof output === "string" ? { type: "text", text: output } : jsonText(output);
}

function textIn(answer: Answer): string {
  return answer.type === "text" ? answer.text : "";
}

function get(call: Call, id: string): Promise<JsonMap> {
  return call.connection.get(pathOf("tasks", id));
}

function getAction(call: Call, id: string): Promise<JsonMap> {
  return call.connection.get(pathOf("action_executions", id));
}
