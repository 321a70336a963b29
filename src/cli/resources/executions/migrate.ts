import type { Command } from "commander";
import { isMap, type JsonMap } from "../../../core/base/index.ts";
import { pathOf, ServiceError } from "../../../client/index.ts";
import { exitCodes } from "../../exit.ts";
import { numberText, showLines } from "../../hierarchy/named.ts";
import type { CliHost } from "../../host.ts";
import { isForPrograms } from "../../output/document.ts";
import { rowsOf, textOf } from "../../run/execution-tree.ts";
import { connect, positive, remote, type RemoteOptions } from "../remote.ts";
import { showRows } from "../show.ts";
import { drawMigration } from "./draw-migration.ts";

/** How executions are to be moved. */
export interface MoveOptions extends RemoteOptions {
  readonly revision?: number;
  readonly to?: string;
  readonly toNamespace?: string;
  readonly allowSkipped?: boolean;
  readonly whileRunning?: boolean;
  readonly dryRun?: boolean;
}

/** Gives a command the options of {@link MoveOptions}. */
export function moving(command: Command): Command {
  return remote(command)
    .option("--revision <number>", "the revision to go on by (default: the newest)", positive)
    .option("--to <workflow>", "name or id of a workflow that extends its own, or that its own extends")
    .option("--to-namespace <namespace>", "where that name is looked up")
    .option("--allow-skipped", "pass inserted tasks that lie behind it: they will not run for it")
    .option("--while-running", "also while it runs, and not only while it is paused")
    .option("--dry-run", "change nothing and say what would become of it");
}

/** The body of a request that moves. */
export function moveOf({ revision, to, toNamespace, allowSkipped, whileRunning, dryRun }: MoveOptions): JsonMap {
  return {
    ...(revision === undefined ? {} : { to_revision: revision }),
    ...(to === undefined ? {} : { to_workflow: to }),
    ...(toNamespace === undefined ? {} : { to_namespace: toNamespace }),
    allow_skipped: allowSkipped === true,
    while_running: whileRunning === true,
    dry_run: dryRun === true,
  };
}

/**
 * `ostro execution migrate ID`, for the given command.
 *
 * @param done gets the exit code: 1 when something speaks against the move
 */
export function migrate(command: Command, host: CliHost, done: (code: number) => void): void {
  moving(
    command
      .description("let a paused execution go on by another revision of its workflow, or by a relative of it")
      .argument("<id>", "id of the execution"),
  ).action(async (id: string, options: MoveOptions) => {
    try {
      const answer = await connect(host, options).post(pathOf("executions", id, "migrate"), moveOf(options));
      const isAllowed = mapAt(answer, "verdict")["allowed"] === true;
      showLines(host, answer, drawAnswer(answer, isAllowed), options);
      done(isAllowed ? exitCodes.done : exitCodes.notSucceeded);
    } catch (error) {
      const verdict = error instanceof ServiceError ? error.inheritance?.["verdict"] : undefined;
      if (verdict === undefined || !isMap(verdict)) throw error;
      const answer = { execution_id: id, dry_run: false, verdict };
      showLines(host, answer, [...drawMigration(verdict), `${id} stays as it is`], options);
      done(exitCodes.notSucceeded);
    }
  });
}

const columns = [
  { title: "WHEN", key: "created_at", isWhole: true },
  { title: "WHO", key: "user" },
  { title: "FROM", key: "from" },
  { title: "TO", key: "to" },
  { title: "SKIPPED", key: "skipped", rank: 1 },
] as const;

/** `ostro execution migrations ID`, for the given command: who moved it, and when. */
export function listMoves(command: Command, host: CliHost): void {
  remote(
    command.description("list the moves of an execution, newest first").argument("<id>", "id of the execution"),
  ).action(async (id: string, options: RemoteOptions) => {
    const rows = rowsOf(await connect(host, options).get(pathOf("executions", id, "migrations")), "migrations");
    const lines = isForPrograms(options.output) ? rows : rows.map(lineOf);
    showRows(host, lines, columns, options);
  });
}

function lineOf(move: JsonMap): JsonMap {
  const skipped = mapAt(move, "verdict")["skipped"];
  const place = (side: JsonMap) => `${textOf(side["workflow_id"])}@${numberText(side["revision"])}`;
  return {
    ...move,
    from: place(mapAt(move, "from")),
    to: place(mapAt(move, "to")),
    skipped: Array.isArray(skipped) ? skipped.map(textOf).join(", ") : "",
  };
}

function drawAnswer(answer: JsonMap, isAllowed: boolean): string[] {
  const [from, to] = [mapAt(answer, "from"), mapAt(answer, "to")];
  const way = `from revision ${numberText(from["revision"])} to revision ${numberText(to["revision"])} of '${textOf(to["workflow_name"])}'`;
  const what = answer["dry_run"] !== true ? "was moved" : isAllowed ? "can be moved" : "cannot be moved";
  return [...drawMigration(mapAt(answer, "verdict")), `${textOf(answer["execution_id"])} ${what} ${way}`];
}

function mapAt(map: JsonMap, key: string): JsonMap {
  const value = map[key];
  return value !== undefined && isMap(value) ? value : {};
}
