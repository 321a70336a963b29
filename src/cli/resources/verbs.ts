import type { Command } from "commander";
import { pathOf, type Query } from "../../client/index.ts";
import { exitCodes } from "../exit.ts";
import { examples } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import { readText } from "../offline/file.ts";
import type { Column } from "../output/columns.ts";
import { textOf } from "../run/execution-tree.ts";
import { connect, listing, listQuery, remote, type ListOptions, type RemoteOptions } from "./remote.ts";
import { gather, showRecord, showRows } from "./show.ts";

/** A resource of the service, as far as all are handled in the same words. */
export interface Resource {
  /** The word on the command line: `cron-trigger`. */
  readonly word: string;
  /** One and many of them, in a sentence. */
  readonly noun: string;
  readonly plural: string;
  /** The collection under `/v2`, which is also the key of a list. */
  readonly collection: string;
  readonly columns: readonly Column[];
  /** What names one: `name`, `id`, `name or id`. */
  readonly named: string;
  readonly isInNamespace: boolean;
  /** What an example names. */
  readonly sample: string;
}

/** Which one is meant. */
export interface NamedOptions extends RemoteOptions {
  readonly namespace?: string;
}

/** `ostro RESOURCE list` */
export function addList(command: Command, host: CliHost, resource: Resource): void {
  const { word, plural, collection, columns, isInNamespace } = resource;
  const list = listing(command.command("list").description(`list ${plural}`), "created_at:asc");
  if (isInNamespace) list.option("--namespace <namespace>", "only those of this namespace");
  list.action(async (options: ListOptions & NamedOptions) => {
    const { namespace } = options;
    const query: Query = { ...(namespace === undefined ? {} : { namespace }), ...listQuery(options) };
    showRows(host, await gather(connect(host, options), pathOf(collection), collection, query), columns, options);
  });
  examples(list, `ostro ${word} list --limit 20 --sort created_at:desc`);
}

/** `ostro RESOURCE show NAME`, with `--definition` where there is a text. */
export function addShow(command: Command, host: CliHost, resource: Resource, text?: string): void {
  const { word, noun, collection, sample } = resource;
  const show = one(command.command("show").description(`show ${noun}`), resource);
  if (text !== undefined) show.option(`--${text}`, "only the author's text");
  show.action(async (name: string, options: NamedOptions & Readonly<Record<string, unknown>>) => {
    const found = await connect(host, options).get(pathOf(collection, name), namespaceOf(options));
    if (text !== undefined && options[text] === true) host.out(textOf(found[text]));
    else showRecord(host, found, options);
  });
  const shown = `ostro ${word} show ${sample}`;
  examples(show, shown, text === undefined ? `${shown} --output yaml` : `${shown} --${text}`);
}

/**
 * `ostro RESOURCE delete NAME...`: all that can be deleted are, and what cannot is told.
 *
 * @param force what `--force` does; without it there is no such option
 */
export function addDelete(command: Command, host: CliHost, resource: Resource, force?: string): void {
  const { word, plural, collection, named, isInNamespace } = resource;
  const remove = remote(command.command("delete").description(`delete ${plural}`).argument(`<${named}...>`));
  if (isInNamespace) remove.option("--namespace <namespace>", "where the names are looked up", "");
  if (force !== undefined) remove.option("--force", force);
  remove.action(async (names: readonly string[], options: NamedOptions & { readonly force?: boolean }) => {
    const connection = connect(host, options);
    await forEach(names, async (name) => {
      await connection.delete(pathOf(collection, name), { ...namespaceOf(options), force: options.force });
      host.err(`deleted ${name}\n`);
    });
  });
  examples(remove, `ostro ${word} delete ${resource.sample}`);
}

/**
 * `ostro RESOURCE validate FILE`
 *
 * @param done gets the exit code: 2 when the file is not valid
 */
export function addValidate(
  command: Command,
  host: CliHost,
  { word, collection }: Resource,
  done: (code: number) => void,
  file: string,
): void {
  const validate = remote(
    command.command("validate").description("ask the service whether a file is valid").argument("<file>"),
  ).action(async (path: string, options: RemoteOptions) => {
    const text = await readText(host, path);
    const verdict = await connect(host, options).sendText("POST", pathOf(collection, "validate"), text);
    showRecord(host, verdict, options);
    done(verdict["valid"] === true ? exitCodes.done : exitCodes.wrongUse);
  });
  examples(validate, `ostro ${word} validate ${file}`);
}

/** Gives a command what it takes to name one. */
export function one(command: Command, { noun, named, isInNamespace }: Resource): Command {
  const taking = remote(command.argument(`<${named.replaceAll(" ", "-")}>`, `${named} of ${noun}`));
  return isInNamespace ? taking.option("--namespace <namespace>", "where the name is looked up", "") : taking;
}

/** @returns nothing for what is in no namespace */
function namespaceOf({ namespace }: NamedOptions): Query {
  return namespace === undefined ? {} : { namespace };
}

/**
 * Does something to each; what fails does not keep the others from it.
 *
 * @throws the first error when all have been tried, the others being told on the way
 */
async function forEach(names: readonly string[], act: (name: string) => Promise<void>): Promise<void> {
  const errors: unknown[] = [];
  for (const name of names) {
    try {
      await act(name);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors);
}
