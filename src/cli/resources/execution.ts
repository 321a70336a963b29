import type { Command } from "commander";
import { pathOf } from "../../client/index.ts";
import { examples, sample } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import { showLines } from "../hierarchy/named.ts";
import { rowsOf } from "../run/execution-tree.ts";
import { executionColumns } from "./executions/columns.ts";
import { addChanges } from "./executions/change.ts";
import { addFollowing } from "./executions/follow.ts";
import { listMoves, migrate } from "./executions/migrate.ts";
import { addRepairs } from "./executions/repair.ts";
import { addStart } from "./executions/start.ts";
import { drawReportTree } from "./executions/tree.ts";
import { connect, listing, listQuery, remote, type ListOptions, type RemoteOptions } from "./remote.ts";
import { gather, paperOf, showRecord, showRows, showValue } from "./show.ts";
import { addDelete, type Resource } from "./verbs.ts";

interface TreeOptions extends RemoteOptions {
  readonly errorsOnly?: boolean;
  readonly depth?: string;
}

const execution: Resource = {
  word: "execution",
  noun: "an execution",
  plural: "executions",
  collection: "executions",
  columns: executionColumns,
  named: "id",
  isInNamespace: false,
  sample: sample.execution,
};

/**
 * `ostro execution ...`
 *
 * @param done gets the exit code of a watched execution: 1 when it did not end in SUCCESS
 */
export function executionCommands(command: Command, host: CliHost, done: (code: number) => void): void {
  addLists(command, host);
  const show = byId(command.command("show").description("show an execution"));
  show.action(async (id: string, options: RemoteOptions) => {
    showRecord(host, await connect(host, options).get(path(id)), options);
  });
  examples(show, `ostro execution show ${sample.execution}`);
  addValue(command, host, "input", "input", "the input of an execution");
  addValue(command, host, "output", "output", "the output of an execution");
  addValue(command, host, "published", "published_global", "the global variables of an execution");
  addTree(command, host);
  addStart(command, host, done);
  addFollowing(command, host, done);
  addChanges(command, host);
  addRepairs(command, host);
  const moves = command.command("migrations");
  listMoves(moves, host);
  examples(moves, `ostro execution migrations ${sample.execution}`);
  const moving = command.command("migrate");
  migrate(moving, host, done);
  examples(moving, `ostro execution migrate ${sample.paused} --dry-run`);
  addDelete(command, host, execution, "even when it has not ended");
}

function addLists(command: Command, host: CliHost): void {
  const list = listing(command.command("list").description("list executions, newest first"), "created_at:desc")
    .option("--roots", "only those that no other execution started")
    .option("--task <id>", "only those that this task started");
  list.action(async (options: ListOptions & { roots?: boolean; task?: string }) => {
    const { roots, task } = options;
    const query = { ...listQuery(options), ...(roots === true ? { nulls: "root_execution_id" } : {}) };
    const address = task === undefined ? pathOf("executions") : pathOf("tasks", task, "workflow_executions");
    showRows(host, await gather(connect(host, options), address, "executions", query), executionColumns, options);
  });
  examples(
    list,
    "ostro execution list --limit 5",
    "ostro execution list --roots --filter state=ERROR --filter workflow_name=has:deploy",
  );
  const below = limited(byId(command.command("descendants").description("list an execution and all that it started")));
  below.action(async (id: string, options: TreeOptions) => {
    const answer = await connect(host, options).get(pathOf("executions", id, "executions"), treeQuery(options));
    showRows(host, rowsOf(answer, "executions"), executionColumns, options);
  });
  examples(below, `ostro execution descendants ${sample.execution}`);
}

function addValue(command: Command, host: CliHost, verb: string, field: string, what: string): void {
  const value = byId(command.command(verb).description(`print ${what} as JSON`));
  value.action(async (id: string, options: RemoteOptions) =>
    showValue(host, (await connect(host, options).get(path(id)))[field], options),
  );
  examples(value, `ostro execution ${verb} ${sample.execution}`);
}

function addTree(command: Command, host: CliHost): void {
  const tree = limited(
    byId(command.command("tree").description("draw an execution with its tasks, their actions and sub-workflows")),
  );
  tree.action(async (id: string, options: TreeOptions) => {
    const report = await connect(host, options).get(pathOf("executions", id, "report"), treeQuery(options));
    showLines(host, report, drawReportTree(report, paperOf(host)), options);
  });
  examples(tree, `ostro execution tree ${sample.execution}`, `ostro execution tree ${sample.failed} --errors-only`);
}

/** What limits a view of a tree. */
function limited(command: Command): Command {
  return command
    .option("--errors-only", "only what leads to a failure")
    .option("--depth <number>", "levels of sub-workflows; all when left out");
}

function treeQuery({ errorsOnly, depth }: TreeOptions): Readonly<Record<string, string | boolean | undefined>> {
  return { errors_only: errorsOnly, max_depth: depth };
}

function byId(command: Command): Command {
  return remote(command.argument("<id>", "id of the execution"));
}

function path(id: string): string {
  return pathOf("executions", id);
}
