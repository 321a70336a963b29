import type { Command } from "commander";
import { isMap, writeJson, type Json, type JsonMap } from "../../../core/base/index.ts";
import { pathOf } from "../../../client/index.ts";
import { examples, sample } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import type { Column } from "../../output/columns.ts";
import { isForPrograms } from "../../output/document.ts";
import { rowsOf } from "../../run/execution-tree.ts";
import { connect, remote, type RemoteOptions } from "../remote.ts";
import { showRows } from "../show.ts";

const columns: readonly Column[] = [
  { title: "MOVED", key: "created_at", isWhole: true },
  { title: "BY", key: "user" },
  { title: "FROM", key: "from_revision", isWhole: true },
  { title: "TO", key: "to_revision", isWhole: true },
  { title: "TO WORKFLOW", key: "to_workflow", isWhole: true, rank: 1 },
  { title: "ID", key: "id", isWhole: true, rank: 2 },
];

/** `ostro execution migrations ID`: its moves to other revisions, newest first. */
export function addMigrations(command: Command, host: CliHost): void {
  const list = remote(
    command
      .command("migrations")
      .description("list the moves of an execution to other revisions, newest first")
      .argument("<id>", "id of the execution"),
  );
  list.action(async (id: string, options: RemoteOptions) => {
    const rows = rowsOf(await connect(host, options).get(pathOf("executions", id, "migrations")), "migrations");
    showRows(host, isForPrograms(options.output) ? rows : rows.map(short), columns, options);
  });
  examples(list, `ostro execution migrations ${sample.execution}`);
}

function short(row: JsonMap): JsonMap {
  const [from, to] = [sideOf(row["from"]), sideOf(row["to"])];
  return {
    ...row,
    from_revision: writeJson(from["revision"] ?? null),
    to_revision: writeJson(to["revision"] ?? null),
    to_workflow: to["workflow_id"] ?? null,
  };
}

function sideOf(value: Json | undefined): JsonMap {
  return value !== undefined && isMap(value) ? value : {};
}
