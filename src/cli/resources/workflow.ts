import { Command } from "commander";
import { exitCodes } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { readText } from "../offline/file.ts";
import type { Column } from "../output/columns.ts";
import { rowsOf, textOf } from "../run/execution-tree.ts";
import { connect, listing, listQuery, remote, type ListOptions, type RemoteOptions } from "./remote.ts";
import { gather, showRecord, showRows } from "./show.ts";

interface WriteOptions extends RemoteOptions {
  readonly namespace: string;
  readonly scope: string;
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
  writing(command.command("update").description("update the workflows of a file, all or none")).action(
    (file: string, options: WriteOptions) => write(host, "PUT", file, options),
  );
  remote(command.command("delete").description("delete workflows").argument("<workflow...>", "names or ids"))
    .option("--namespace <namespace>", "where the names are looked up", "")
    .action(async (names: readonly string[], options: WriteOptions) => {
      const connection = connect(host, options);
      for (const name of names) {
        await connection.delete(path(name), { namespace: options.namespace });
        host.err(`deleted ${name}\n`);
      }
    });
  return command;
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
    .option("--scope <scope>", "private or public", "private");
}

async function write(host: CliHost, method: "POST" | "PUT", file: string, options: WriteOptions): Promise<void> {
  const text = await readText(host, file);
  const { namespace, scope } = options;
  const answer = await connect(host, options).sendText(method, "/v2/workflows", text, { namespace, scope });
  for (const warning of rowsOf(answer, "warnings")) {
    host.err(`warning: ${textOf(warning["message"])} [${textOf(warning["code"])}, ${textOf(warning["workflow"])}]\n`);
  }
  showRows(host, rowsOf(answer, "workflows"), columns, options);
}

function path(identifier: string): string {
  return `/v2/workflows/${encodeURIComponent(identifier)}`;
}
