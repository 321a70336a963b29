import { isMap, writeJson, type JsonMap, type Problem } from "../../core/base/index.ts";
import { parseYaml } from "../../core/language/index.ts";
import { Connection, ServiceError } from "../../client/index.ts";
import { exitCodes, type ExitCode } from "../exit.ts";
import { canRedraw, type CliHost } from "../host.ts";
import { readDocument } from "../offline/document.ts";
import { readText } from "../offline/file.ts";
import { documentText, isForPrograms } from "../output/document.ts";
import { fields } from "../output/record.ts";
import { problemsForPeople } from "../output/problems.ts";
import { paperOf } from "../resources/show.ts";
import { chooseWorkflow } from "./choose.ts";
import { embedded, textOf, type ExecutionTree } from "./execution-tree.ts";
import { isSaid } from "./outcome.ts";
import { readValues } from "./values.ts";
import { watch, type WatchMode } from "./watch.ts";

export interface RunOptions {
  readonly input: readonly string[];
  readonly param: readonly string[];
  readonly output?: string;
  readonly quiet?: boolean;
  readonly database?: string;
}

/**
 * `ostro run FILE [WORKFLOW]`: stores the definitions of a file in an embedded service, runs one of them and shows how it
 * goes. Without `--database` nothing is left behind.
 *
 * @returns 0 when the execution ended in SUCCESS, 1 when not, 2 when the file has errors
 * @throws CliError, ServiceError, ServiceProblem
 */
export async function runCommand(
  host: CliHost,
  file: string,
  workflow: string | undefined,
  options: RunOptions,
): Promise<ExitCode> {
  const text = await readText(host, file);
  const { workflows, problems } = readDocument(text);
  const errors = problems.filter((problem) => problem.severity === "error" && !isAboutStoredParents(problem));
  if (errors.length > 0) {
    host.err(problemsForPeople(errors, text, file));
    return exitCodes.wrongUse;
  }
  const input = await readValues(host, options.input, "--input");
  const params = await readValues(host, options.param, "--param");
  const name = workflow ?? chooseWorkflow(workflows, file);
  const service = await host.startService({ database: options.database ?? "sqlite::memory:" });
  try {
    const connection = new Connection(service.transport);
    await storeDefinitions(connection, text);
    const started = await connection.post("/v2/executions", { workflow_name: name, input, params });
    const id = textOf(started["id"]);
    const tree = await watch(host, connection, id, modeOf(host, options));
    await report(host, connection, tree, options.output);
    return tree.state === "SUCCESS" ? exitCodes.done : exitCodes.notSucceeded;
  } finally {
    await service.stop();
  }
}

/** A parent that is not in the file may be in the database. */
function isAboutStoredParents({ code }: Problem): boolean {
  return code === "INH-001";
}

/** Stores what a file holds; definitions that exist already are updated. */
async function storeDefinitions(connection: Connection, text: string): Promise<void> {
  const root = parseYaml(text).value;
  const isBook = isMap(root) && (isMap(root["workflows"]) || isMap(root["actions"]));
  const path = isBook ? "/v2/workbooks" : "/v2/workflows";
  try {
    await connection.sendText("POST", path, text);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status !== 409) throw error;
    await connection.sendText("PUT", path, text);
  }
}

function modeOf(host: CliHost, { output, quiet }: RunOptions): WatchMode {
  if (quiet === true || isForPrograms(output)) return "none";
  return canRedraw(host) ? "live" : "lines";
}

async function report(
  host: CliHost,
  connection: Connection,
  tree: ExecutionTree,
  form: string | undefined,
): Promise<void> {
  const execution = await connection.get(`/v2/executions/${tree.id}`);
  const output = embedded(execution["output"]);
  const { id, workflowName, state, stateInfo } = tree;
  if (!isForPrograms(form)) {
    if (state !== "SUCCESS" && stateInfo !== null) host.err(`${stateInfo.trimEnd()}\n`);
    if (isSaid(output, stateInfo)) return;
    host.out(isMap(output) ? fields(output, paperOf(host)) : `${writeJson(output, 2)}\n`);
    return;
  }
  const tasks = await Promise.all(tree.tasks.map((task) => describeTask(connection, task.id)));
  host.out(documentText({ id, workflow_name: workflowName, state, state_info: stateInfo, output, tasks }, form));
}

async function describeTask(connection: Connection, id: string): Promise<JsonMap> {
  const task = await connection.get(`/v2/tasks/${id}`);
  const { name, type, state, state_info: stateInfo } = task;
  return {
    id,
    name: name ?? null,
    type: type ?? null,
    state: state ?? null,
    state_info: stateInfo ?? null,
    result: embedded(task["result"]),
    published: embedded(task["published"]),
  };
}
