import { InvalidArgumentError, type Command } from "commander";
import { pathOf } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { examples, sample } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { connect, listing, listQuery, remote, type ListOptions, type RemoteOptions } from "../remote.ts";
import { gather, showRecord, showRows } from "../show.ts";
import type { Column } from "../../output/columns.ts";

const columns: readonly Column[] = [
  { title: "TIME", key: "created_at", isWhole: true },
  { title: "PROJECT", key: "project_id", rank: 2 },
  { title: "USER", key: "user" },
  { title: "CALL", key: "call", isWhole: true },
  { title: "TARGET", key: "target" },
  { title: "OUTCOME", key: "outcome", isWhole: true },
  { title: "FROM", key: "address", isWhole: true, rank: 1 },
  { title: "ID", key: "id", isWhole: true, rank: 3 },
];

/** `ostro audit ...`: who changed what. */
export function auditCommands(command: Command, host: CliHost): void {
  const collection = "audit_log";
  const list = listing(
    command.command("list").description("list the calls that were to change something"),
    "created_at:desc",
  );
  list.action(async (options: ListOptions) => {
    const rows = await gather(connect(host, options), pathOf(collection), collection, listQuery(options));
    showRows(host, rows, columns, options);
  });
  examples(list, "ostro audit list --limit 20", "ostro audit list --filter project_id=blue --filter outcome=refused");
  const show = remote(command.command("show").description("show one of them").argument("<id>", "id of the entry"));
  show.action(async (id: string, options: RemoteOptions) => {
    showRecord(host, await connect(host, options).get(pathOf(collection, id)), options);
  });
  examples(show, `ostro audit show ${sample.auditEntry}`);
}

interface LimitOptions extends RemoteOptions {
  readonly definitions?: number | null;
  readonly runningExecutions?: number | null;
  readonly storedBytes?: number | null;
}

/** `ostro quota ...`: what projects may have, and what they have. */
export function quotaCommands(command: Command, host: CliHost): void {
  const show = remote(
    command
      .command("show")
      .description("show what a project may have, and what it has")
      .argument("[project]", "id of the project; your own when left out"),
  );
  show.action(async (project: string | undefined, options: RemoteOptions) => {
    const path = project === undefined ? pathOf("quotas") : pathOf("quotas", project);
    showRecord(host, await connect(host, options).get(path), options);
  });
  examples(show, "ostro quota show", "ostro quota show blue --output json");
  const set = remote(
    command
      .command("set")
      .description("set what a project may have, where that differs from the settings")
      .argument("<project>", "id of the project"),
  )
    .option("--definitions <number>", "how many definitions; none for no limit, usual for the settings'", limit)
    .option("--running-executions <number>", "how many executions that are not over", limit)
    .option("--stored-bytes <number>", "how many bytes stored", limit);
  set.action(async (project: string, options: LimitOptions) => {
    const { definitions, runningExecutions, storedBytes } = options;
    const change = {
      ...(definitions === undefined ? {} : { definitions }),
      ...(runningExecutions === undefined ? {} : { running_executions: runningExecutions }),
      ...(storedBytes === undefined ? {} : { stored_bytes: storedBytes }),
    };
    if (Object.keys(change).length === 0) {
      throw new CliError("Say what to limit: --definitions, --running-executions or --stored-bytes.");
    }
    showRecord(host, await connect(host, options).put(pathOf("quotas", project), change), options);
  });
  examples(set, "ostro quota set blue --definitions 500 --running-executions none");
  const reset = remote(
    command
      .command("reset")
      .description("leave what a project may have to the settings")
      .argument("<project>", "id of the project"),
  );
  reset.action(async (project: string, options: RemoteOptions) => {
    await connect(host, options).delete(pathOf("quotas", project));
    host.err(`${project} has the quotas of the settings\n`);
  });
  examples(reset, "ostro quota reset blue");
}

/** @throws InvalidArgumentError */
function limit(text: string): number | null {
  if (text === "none") return -1;
  if (text === "usual") return null;
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number, none or usual.");
  return Number(text);
}
