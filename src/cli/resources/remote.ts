import { InvalidArgumentError, Option, type Command } from "commander";
import { Connection, type Query } from "../../client/index.ts";
import { CliError } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { formed, type FormOptions } from "../output/form.ts";
import { reach } from "../profiles/reach.ts";
import { usualUrl, type TargetOptions } from "../profiles/target.ts";

/** What every command that asks a service takes. */
export interface RemoteOptions extends TargetOptions, FormOptions {}

/** Gives a command the options that say which service is asked. */
export function targeted(command: Command): Command {
  const options = [
    new Option("--url <url>", `address of the service (env: OSTRO_URL or OS_MISTRAL_URL; default: ${usualUrl})`),
    new Option("--token <token>", "sent as X-Auth-Token (env: OSTRO_TOKEN, OS_AUTH_TOKEN or OS_TOKEN)"),
    new Option("--project <id>", "sent as X-Project-Id (env: OSTRO_PROJECT or OS_PROJECT_ID)"),
    new Option("--profile <name>", "a service that has a name, see 'ostro profile' (env: OSTRO_PROFILE)"),
  ];
  for (const option of options) command.addOption(option.helpGroup("Which service:"));
  return command;
}

/** Gives a command the options of {@link RemoteOptions}. */
export function remote(command: Command): Command {
  return formed(targeted(command));
}

/** What a list takes besides. */
export interface ListOptions extends RemoteOptions {
  readonly limit: number;
  readonly marker?: string;
  readonly sort: string;
  readonly filter: readonly string[];
}

/** Gives a command the options of {@link ListOptions}. */
export function listing(command: Command, usualSort: string): Command {
  return remote(command)
    .option("-n, --limit <number>", "at most this many", positive, 100)
    .option("--marker <id>", "only those that come after this one")
    .option("--sort <key:direction>", "order, such as created_at:desc", usualSort)
    .option(
      "-f, --filter <field=value>",
      "only those; operators as in state=neq:SUCCESS (may be repeated)",
      collect,
      [],
    );
}

/** The service that the options, the environment and the profiles name. */
export function connect(host: CliHost, options: TargetOptions): Connection {
  return new Connection(reach(host, options));
}

/** The query of a list. @throws CliError */
export function listQuery({ limit, marker, sort, filter }: ListOptions): Query {
  const [key = "created_at", direction = "asc"] = sort.split(":");
  if (direction !== "asc" && direction !== "desc")
    throw new CliError(`--sort takes KEY:asc or KEY:desc, not '${sort}'.`);
  const query: Record<string, string | number | undefined> = { limit, marker, sort_keys: key, sort_dirs: direction };
  for (const one of filter) {
    const at = one.indexOf("=");
    if (at <= 0) throw new CliError(`--filter takes FIELD=VALUE, not '${one}'.`);
    query[one.slice(0, at)] = one.slice(at + 1);
  }
  return query;
}

export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** @throws InvalidArgumentError */
export function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("It must be a whole number, at least 1.");
  return number;
}
