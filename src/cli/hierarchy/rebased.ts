import type { Command } from "commander";
import { isMap, type JsonMap } from "../../core/base/index.ts";
import { CliError } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { collect, connect } from "../resources/remote.ts";
import { rowsOf, textOf } from "../run/execution-tree.ts";
import { drawReport } from "./drawing/draw-report.ts";
import { named, numberText, pathOf, showLines, type NamedOptions } from "./named.ts";

interface RebaseOptions extends NamedOptions {
  readonly parent: readonly string[];
  readonly dryRun?: boolean;
}

/** `ostro workflow rebase NAME`, for the given command: to the newest revisions of all parents unless told otherwise. */
export function rebase(command: Command, host: CliHost): void {
  named(command.description("flatten a workflow anew upon the newest revisions of its parents"))
    .option("--parent <name[=revision]>", "only this parent, and to which revision (may be repeated)", collect, [])
    .option("--dry-run", "change nothing and say what would become of it")
    .action(async (name: string, options: RebaseOptions) => {
      const connection = connect(host, options);
      const { namespace, dryRun } = options;
      const before = await connection.get(pathOf(name), { namespace });
      const body = { parents: moves(before, options.parent), dry_run: dryRun === true };
      const answer = await connection.post(pathOf(textOf(before["id"]), "rebase"), body);
      const lines = dryRun === true ? drawReport(answer) : drawStanding(answer);
      showLines(host, answer, lines, options);
    });
}

function moves(workflow: JsonMap, wanted: readonly string[]): JsonMap {
  const parents = rowsOf(workflow, "extends");
  if (parents.length === 0) throw new CliError(`'${textOf(workflow["name"])}' has no parent.`);
  if (wanted.length === 0) return Object.fromEntries(parents.map(({ id }) => [textOf(id), null]));
  return Object.fromEntries(
    wanted.map((one) => {
      const [name = "", revision] = one.split("=");
      const parent = parents.find((each) => each["name"] === name || each["id"] === name);
      if (parent === undefined) {
        const names = parents.map((each) => textOf(each["name"])).join(", ");
        throw new CliError(`'${name}' is no parent of '${textOf(workflow["name"])}'; it extends ${names}.`);
      }
      if (revision !== undefined && !/^[1-9]\d*$/.test(revision)) {
        throw new CliError(`--parent takes NAME or NAME=REVISION, not '${one}'.`);
      }
      return [textOf(parent["id"]), revision === undefined ? null : Number(revision)];
    }),
  );
}

function drawStanding(workflow: JsonMap): string[] {
  const parents = rowsOf(workflow, "extends").map(({ name, revision }) => `${textOf(name)}@${numberText(revision)}`);
  const error = workflow["inheritance_error"];
  return [
    `${textOf(workflow["name"])} is ${textOf(workflow["inheritance_state"])} at revision ${numberText(workflow["revision"])}, upon ${parents.join(", ")}`,
    ...(error !== undefined && isMap(error) ? [`${textOf(error["code"])}: ${textOf(error["message"])}`] : []),
  ];
}
