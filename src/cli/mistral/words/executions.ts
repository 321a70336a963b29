import type { JsonMap } from "../../../core/base/index.ts";
import { pathOf, type Query } from "../../../client/index.ts";
import { sample } from "../../help/examples.ts";
import { rowsOf } from "../../run/execution-tree.ts";
import { member, orNone, shortened, type Answer, type Column } from "../format/answer.ts";
import { duration } from "../format/duration.ts";
import { reportText } from "../format/report.ts";
import {
  arg,
  deleteAll,
  inNamespace,
  jsonOf,
  jsonText,
  manyArgs,
  option,
  pageOf,
  paging,
  record,
  variablesOf,
  type Call,
  type Word,
} from "../word.ts";
import { workflowNamed } from "../../resources/triggers/cron-trigger.ts";
import { gather } from "../../resources/show.ts";
import { CliError } from "../../exit.ts";

function columns(info: Column): readonly Column[] {
  return [
    member("ID", "id"),
    member("Workflow ID", "workflow_id"),
    member("Workflow name", "workflow_name"),
    member("Workflow namespace", "workflow_namespace"),
    member("Description", "description"),
    orNone("Task Execution ID", "task_execution_id"),
    orNone("Root Execution ID", "root_execution_id"),
    member("State", "state"),
    info,
    member("Created at", "created_at"),
    orNone("Updated at", "updated_at"),
    {
      title: "Duration",
      of: (row) =>
        duration(row["created_at"], row["state"] === "ERROR" || row["state"] === "SUCCESS" ? row["updated_at"] : null),
    },
  ];
}

const whole = columns(member("State info", "state_info"));

/** Executions in a list. */
const executionList = columns(shortened("State info", "state_info"));

/** The option of lists that begin with the newest. */
export const oldest = ["--oldest", "begin with the oldest"] as const;

/** Options of what is below an execution or a task. */
export const below = [
  ["--errors-only", "only what leads to a failure"],
  ["--max-depth [number]", "levels of sub-workflows; all when left out"],
] as const;

export const executionWords: readonly Word[] = [
  {
    word: "execution-create",
    says: "Start a workflow.",
    args: ["[workflow_identifier]", "[workflow_input]", "[params]"],
    options: [
      inNamespace,
      ["-d, --description <text>", "what the execution is for"],
      ["-s [source_execution_id]", "start the workflow of this execution again"],
    ],
    form: "record",
    ostro: "ostro execution start WORKFLOW --input NAME=VALUE",
    example: `deploy '{"version": "2"}'`,
    run: async (call) => record(whole, await call.connection.post(pathOf("executions"), await startOf(call))),
  },
  {
    word: "execution-list",
    says: "List executions; the newest are shown last.",
    options: [...paging, oldest, ["--task [id]", "only those that this task started"], ["--rootsonly", "only roots"]],
    form: "list",
    ostro: "ostro execution list",
    async run(call) {
      const [task, { rootsonly }] = [option(call, "task"), call.options];
      const path = task === undefined ? pathOf("executions") : pathOf("tasks", task, "workflow_executions");
      return newestLast(
        call,
        path,
        "executions",
        executionList,
        rootsonly === true ? { nulls: "root_execution_id" } : {},
      );
    },
  },
  {
    word: "execution-get",
    says: "Show an execution.",
    args: ["<execution>"],
    form: "record",
    ostro: "ostro execution show ID",
    example: sample.execution,
    run: async (call) => record(whole, await get(call, arg(call, "execution"))),
  },
  {
    word: "execution-update",
    says: "Pause, resume or stop an execution, or change its description or environment.",
    args: ["<id>"],
    options: [
      ["-s, --state <state>", "RUNNING, PAUSED, SUCCESS, ERROR or CANCELLED"],
      ["-e, --env <variables>", "environment, as YAML or JSON or the name of a file"],
      ["-d, --description <text>", "what the execution is for"],
    ],
    form: "record",
    ostro: "ostro execution pause|resume|stop|update ID",
    example: `${sample.execution} --description 'release of May'`,
    run: async (call) => record(whole, await update(call)),
  },
  {
    word: "execution-delete",
    says: "Delete executions and everything under them.",
    args: ["<execution...>"],
    options: [["--force", "even when they have not ended"]],
    form: "text",
    ostro: "ostro execution delete ID...",
    example: sample.execution,
    run: (call) =>
      deleteAll(call, manyArgs(call, "execution"), {
        noun: "execution",
        remove: (id) =>
          call.connection.delete(pathOf("executions", id), call.options["force"] === true ? { force: true } : {}),
      }),
  },
  {
    word: "execution-get-input",
    says: "Show the input of an execution.",
    args: ["<id>"],
    form: "text",
    ostro: "ostro execution input ID",
    example: sample.execution,
    run: async (call) => jsonText((await get(call, arg(call, "id")))["input"]),
  },
  {
    word: "execution-get-output",
    says: "Show the output of an execution.",
    args: ["<id>"],
    form: "text",
    ostro: "ostro execution output ID",
    example: sample.execution,
    run: async (call) => jsonText((await get(call, arg(call, "id")))["output"]),
  },
  {
    word: "execution-get-published",
    says: "Show the global variables of an execution.",
    args: ["<id>"],
    form: "text",
    ostro: "ostro execution published ID",
    example: sample.execution,
    run: async (call) => jsonText((await get(call, arg(call, "id")))["published_global"]),
  },
  {
    word: "execution-get-report",
    says: "Print a report on an execution.",
    args: ["<id>"],
    options: [
      ["--errors-only", "only what leads to a failure (this is usual)"],
      ["--no-errors-only", "everything"],
      ["--statistics-only", "only how many tasks are in which state"],
      ["--max-depth [number]", "levels of sub-workflows; all when left out"],
    ],
    form: "text",
    ostro: "ostro execution tree ID --errors-only",
    example: `${sample.execution} --no-errors-only`,
    async run(call) {
      const query = {
        errors_only: call.options["errorsOnly"] !== false,
        max_depth: option(call, "maxDepth") ?? -1,
        statistics_only: call.options["statisticsOnly"] === true,
      };
      const report = await call.connection.get(pathOf("executions", arg(call, "id"), "report"), query);
      return { type: "text", text: reportText(report) };
    },
  },
  {
    word: "execution-get-sub-executions",
    says: "List an execution and those below it.",
    args: ["<id>"],
    options: below,
    form: "list",
    ostro: "ostro execution descendants ID",
    example: sample.execution,
    run: (call) => subExecutions(call, "executions"),
  },
];

async function startOf(call: Call): Promise<JsonMap> {
  const [workflow, source] = [arg(call, "workflow_identifier"), option(call, "s")];
  if (workflow === "" && source === undefined) {
    throw new CliError("Name the workflow to start, or with -s an execution whose workflow is started again.");
  }
  const input = await jsonOf(call, arg(call, "workflow_input"), "The input");
  const params = await jsonOf(call, arg(call, "params"), "What stands for params");
  return {
    ...(workflow === "" ? {} : { ...workflowNamed(workflow), workflow_namespace: option(call, "namespace") ?? "" }),
    ...(source === undefined ? {} : { source_execution_id: source }),
    ...(Object.keys(input).length === 0 ? {} : { input }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    description: option(call, "description") ?? "",
  };
}

async function update(call: Call): Promise<JsonMap> {
  const [state, description] = [option(call, "state"), option(call, "description")];
  const env = await variablesOf(call, "env");
  return call.connection.put(pathOf("executions", arg(call, "id")), {
    ...(state === undefined ? {} : { state }),
    ...(description === undefined ? {} : { description }),
    ...(Object.keys(env).length === 0 ? {} : { params: { env } }),
  });
}

function get(call: Call, id: string): Promise<JsonMap> {
  return call.connection.get(pathOf("executions", id));
}

const usualLimit = 100;

/** The newest hundred, the newest of them last; from the oldest on where that, an order or a place is asked for. */
export async function newestLast(
  call: Call,
  path: string,
  key: string,
  listed: readonly Column[],
  more: Query = {},
): Promise<Answer> {
  const page = { limit: usualLimit, ...pageOf(call) };
  const query = { ...page, ...more };
  const isReversed =
    !("marker" in page || "sort_keys" in page || "sort_dirs" in page) && call.options["oldest"] !== true;
  if (!isReversed) return { type: "list", columns: listed, rows: await gather(call.connection, path, key, query) };
  const newest = { ...query, sort_keys: "created_at", sort_dirs: "desc" };
  return { type: "list", columns: listed, rows: (await gather(call.connection, path, key, newest)).toReversed() };
}

/** What is below an execution or a task. */
export async function subExecutions(call: Call, collection: "executions" | "tasks"): Promise<Answer> {
  const depth = option(call, "maxDepth");
  const query = {
    ...(call.options["errorsOnly"] === true ? { errors_only: true } : {}),
    ...(depth === undefined ? {} : { max_depth: depth }),
  };
  const answer = await call.connection.get(pathOf(collection, arg(call, "id"), "executions"), query);
  return { type: "list", columns: executionList, rows: rowsOf(answer, "executions") };
}
