import { Option, type Command } from "commander";
import { pathOf } from "../../../client/index.ts";
import { examples } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { readText } from "../../offline/file.ts";
import { rowsOf } from "../../run/execution-tree.ts";
import { connect, remote, type RemoteOptions } from "../remote.ts";
import { showRecord, showRows } from "../show.ts";
import type { Resource } from "../verbs.ts";

interface WriteOptions extends RemoteOptions {
  readonly namespace: string;
  readonly scope: string;
  readonly id?: string;
}

/**
 * `ostro RESOURCE create FILE` and `update FILE`, for a resource that is a text.
 *
 * @param what what a file holds
 * @param isMany whether the service answers with a list
 */
export function addWrites(
  command: Command,
  host: CliHost,
  resource: Resource,
  { what, isMany, file }: { readonly what: string; readonly isMany: boolean; readonly file: string },
): void {
  const { word, collection, columns } = resource;
  const write = async (method: "POST" | "PUT", path: string, options: WriteOptions): Promise<void> => {
    const { namespace, scope, id } = options;
    const address = id === undefined ? pathOf(collection) : pathOf(collection, id);
    const text = await readText(host, path);
    const answer = await connect(host, options).sendText(method, address, text, { namespace, scope });
    if (isMany) showRows(host, rowsOf(answer, collection), columns, options);
    else showRecord(host, answer, options);
  };
  const create = writing(command.command("create").description(`create ${what} of a file, all or none`), "private");
  create.action((path: string, options: WriteOptions) => write("POST", path, options));
  examples(create, `ostro ${word} create ${file}`);
  const update = writing(command.command("update").description(`change ${what} of a file, all or none`), "private");
  if (isMany) update.option("--id <name>", "name or id of the one to change; another name in the file renames it");
  update.action((path: string, options: WriteOptions) => write("PUT", path, options));
  examples(update, `ostro ${word} update ${file}`);
}

function writing(command: Command, scope: string): Command {
  return remote(command.argument("<file>", "the text, in YAML"))
    .option("--namespace <namespace>", "where it is put", "")
    .addOption(new Option("--scope <scope>", "who sees it").choices(["private", "public"]).default(scope));
}
