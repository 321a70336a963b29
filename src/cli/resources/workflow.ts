import { Command, Option } from "commander";
import { exitCodes } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { drawReport } from "../hierarchy/drawing/draw-report.ts";
import { showLines } from "../hierarchy/named.ts";
import { readText } from "../offline/file.ts";
import type { Column } from "../output/columns.ts";
import { rowsOf, textOf } from "../run/execution-tree.ts";
import { connect, listing, listQuery, remote, type ListOptions, type RemoteOptions } from "./remote.ts";
import { gather, showRecord, showRows } from "./show.ts";

interface WriteOptions extends RemoteOptions {
  readonly namespace: string;
  readonly scope: string;
  readonly dryRun?: boolean;
}

interface UpdateOptions extends WriteOptions {
  readonly onBreak?: string;
  readonly id?: string;
}

interface DeleteOptions extends RemoteOptions {
  readonly namespace: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

const columns: readonly Column[] = [
  { title: "ID", key: "id" },
  { title: "NAME", key: "name" },
  { title: "NAMESPACE", key: "namespace" },
  { title: "INPUT", key: "input" },
  { title: "SCOPE", key: "scope" },
  { title: "CREATED", key: "created_at" },
  { title: "UPDATED", key: "updated_at" },
];

/** `ostro workflow ...` */
export function workflowCommands(host: CliHost): Command {
  const command = new Command("workflow").description("definitions of workflows");
  listing(command.command("list").description("list workflows"), "created_at:asc").action(
    async (options: ListOptions) => {
      showRows(
        host,
        await gather(connect(host, options), "/v2/workflows", "workflows", listQuery(options)),
        columns,
        options,
      );
    },
  );
  remote(command.command("show").description("show a workflow").argument("<workflow>", "name or id"))
    .option("--namespace <namespace>", "where the name is looked up", "")
    .option("--definition", "only the author's text")
    .action(async (name: string, options: WriteOptions & { definition?: boolean }) => {
      const found = await connect(host, options).get(path(name), { namespace: options.namespace });
      if (options.definition === true) host.out(textOf(found["definition"]));
      else showRecord(host, found, options);
    });
  writing(command.command("create").description("create the workflows of a file, all or none")).action(
    (file: string, options: WriteOptions) => write(host, "POST", file, options),
  );
  updating(command.command("update"), host);
  deleting(command.command("delete"), host);
  return command;
}

/** `ostro workflow update FILE`, for the given command. */
export function updating(command: Command, host: CliHost): void {
  writing(command.description("update the workflows of a file, all or none, and those that follow them"))
    .option("--id <workflow>", "name or id of the one workflow to change; another name in the file renames it")
    .addOption(
      new Option("--on-break <what>", "what becomes of followers that would break").choices(["reject", "hold"]),
    )
    .action((file: string, options: UpdateOptions) => write(host, "PUT", file, options));
}

/** `ostro workflow delete NAME...`, for the given command. */
export function deleting(command: Command, host: CliHost): void {
  remote(command.description("delete workflows").argument("<workflow...>", "names or ids"))
    .option("--namespace <namespace>", "where the names are looked up", "")
    .option("--force", "even those with children, which stay as they are")
    .option("--dry-run", "delete nothing and say what would become of the children")
    .action(async (names: readonly string[], options: DeleteOptions) => {
      const connection = connect(host, options);
      const { namespace, force, dryRun } = options;
      for (const name of names) {
        const report = await connection.delete(path(name), { namespace, force, dry_run: dryRun });
        if (dryRun === true) showLines(host, report, [`${name}:`, ...drawReport(report)], options);
        else host.err(`deleted ${name}\n`);
      }
    });
}

/**
 * `ostro workflow validate FILE`
 *
 * @param done gets the exit code: 2 when the file is not valid
 */
export function addWorkflowValidate(command: Command, host: CliHost, done: (code: number) => void): void {
  remote(command.command("validate").description("ask the service whether a file is valid").argument("<file>")).action(
    async (file: string, options: RemoteOptions) => {
      const text = await readText(host, file);
      const verdict = await connect(host, options).sendText("POST", "/v2/workflows/validate", text);
      showRecord(host, verdict, options);
      done(verdict["valid"] === true ? exitCodes.done : exitCodes.wrongUse);
    },
  );
}

function writing(command: Command): Command {
  return remote(command.argument("<file>", "one or many workflows"))
    .option("--namespace <namespace>", "where they are put", "")
    .option("--scope <scope>", "private or public", "private")
    .option("--dry-run", "write nothing and say what would become of those that follow");
}

async function write(host: CliHost, method: "POST" | "PUT", file: string, options: UpdateOptions): Promise<void> {
  const text = await readText(host, file);
  const { namespace, scope, dryRun, onBreak, id } = options;
  const query = { namespace, scope, dry_run: dryRun, on_break: onBreak };
  const address = id === undefined ? "/v2/workflows" : path(id);
  const answer = await connect(host, options).sendText(method, address, text, query);
  if (dryRun === true) return showLines(host, answer, drawReport(answer), options);
  for (const warning of rowsOf(answer, "warnings")) {
    host.err(`warning: ${textOf(warning["message"])} [${textOf(warning["code"])}, ${textOf(warning["workflow"])}]\n`);
  }
  showRows(host, id === undefined ? rowsOf(answer, "workflows") : [answer], columns, options);
}

function path(identifier: string): string {
  return `/v2/workflows/${encodeURIComponent(identifier)}`;
}
