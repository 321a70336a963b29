import { Option, type Command } from "commander";
import { exitCodes } from "../exit.ts";
import { examples } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import { drawReport } from "../hierarchy/drawing/draw-report.ts";
import { showLines } from "../hierarchy/named.ts";
import { readText } from "../offline/file.ts";
import type { Column } from "../output/columns.ts";
import { rowsOf, textOf } from "../run/execution-tree.ts";
import { connect, remote, type RemoteOptions } from "./remote.ts";
import { showRecord, showRows } from "./show.ts";
import { addList, addShow, type Resource } from "./verbs.ts";

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
  { title: "ID", key: "id", isWhole: true, rank: 4 },
  { title: "NAME", key: "name" },
  { title: "NAMESPACE", key: "namespace", rank: 5 },
  { title: "INPUT", key: "input", rank: 1 },
  { title: "SCOPE", key: "scope", isWhole: true, rank: 2 },
  { title: "CREATED", key: "created_at", isWhole: true, rank: 3 },
  { title: "UPDATED", key: "updated_at", isWhole: true, rank: 6 },
];

const resource: Resource = {
  word: "workflow",
  noun: "a workflow",
  plural: "workflows",
  collection: "workflows",
  columns,
  named: "name or id",
  isInNamespace: true,
  sample: "deploy",
};

/** `ostro workflow ...` */
export function workflowCommands(command: Command, host: CliHost): void {
  addList(command, host, resource);
  addShow(command, host, resource, "definition");
  const create = writing(command.command("create").description("create the workflows of a file, all or none"));
  create.action((file: string, options: WriteOptions) => write(host, "POST", file, options));
  examples(create, "ostro workflow create deploy.yaml", "ostro workflow create deploy.yaml --namespace shop --dry-run");
  examples(updating(command.command("update"), host), "ostro workflow update deploy.yaml --on-break hold");
  examples(deleting(command.command("delete"), host), "ostro workflow delete unused");
}

/** `ostro workflow update FILE`, for the given command. */
function updating(command: Command, host: CliHost): Command {
  return writing(command.description("update the workflows of a file, all or none, and those that follow them"))
    .option("--id <workflow>", "name or id of the one workflow to change; another name in the file renames it")
    .addOption(
      new Option("--on-break <what>", "what becomes of followers that would break").choices(["reject", "hold"]),
    )
    .action((file: string, options: UpdateOptions) => write(host, "PUT", file, options));
}

/** `ostro workflow delete NAME...`, for the given command. */
function deleting(command: Command, host: CliHost): Command {
  return remote(command.description("delete workflows").argument("<workflow...>", "names or ids"))
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
  const validate = remote(
    command.command("validate").description("ask the service whether a file is valid").argument("<file>"),
  )
    .option("--namespace <namespace>", "where parents are looked up", "")
    .action(async (file: string, options: RemoteOptions & { namespace: string }) => {
      const text = await readText(host, file);
      const query = options.namespace === "" ? {} : { namespace: options.namespace };
      const verdict = await connect(host, options).sendText("POST", "/v2/workflows/validate", text, query);
      showRecord(host, verdict, options);
      done(verdict["valid"] === true ? exitCodes.done : exitCodes.wrongUse);
    });
  examples(validate, "ostro workflow validate deploy.yaml");
}

function writing(command: Command): Command {
  return remote(command.argument("<file>", "one or many workflows"))
    .option("--namespace <namespace>", "where they are put", "")
    .addOption(new Option("--scope <scope>", "who sees them").choices(["private", "public"]).default("private"))
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
