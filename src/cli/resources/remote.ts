import { InvalidArgumentError, Option, type Command } from "commander";
import { Connection, httpTransport } from "../../client/index.ts";
import { CliError } from "../exit.ts";
import type { CliHost } from "../host.ts";

/** What every command that asks a service takes. */
export interface RemoteOptions {
  readonly url?: string;
  readonly token?: string;
  readonly output?: "table" | "json" | "name";
}

const usualUrl = "http://127.0.0.1:8989";

/** Gives a command the options of {@link RemoteOptions}. */
export function remote(command: Command): Command {
  return command
    .option("--url <url>", `address of the service (env: OSTRO_URL or OS_MISTRAL_URL; default: ${usualUrl})`)
    .option("--token <token>", "sent as X-Auth-Token (env: OSTRO_TOKEN or OS_TOKEN)")
    .addOption(
      new Option("-o, --output <form>", "form of the answer").choices(["table", "json", "name"]).default("table"),
    );
}

/** What a list takes besides. */
export interface ListOptions extends RemoteOptions {
  readonly limit: number;
  readonly sort: string;
  readonly filter: readonly string[];
}

/** Gives a command the options of {@link ListOptions}. */
export function listing(command: Command, usualSort: string): Command {
  return remote(command)
    .option("-n, --limit <number>", "at most this many", positive, 100)
    .option("--sort <key:direction>", "order, such as created_at:desc", usualSort)
    .option(
      "-f, --filter <field=value>",
      "only those; operators as in state=neq:SUCCESS (may be repeated)",
      collect,
      [],
    );
}

/** The service that the options and the environment name. */
export function connect(host: CliHost, options: RemoteOptions): Connection {
  const { environment } = host;
  const url = options.url ?? environment["OSTRO_URL"] ?? environment["OS_MISTRAL_URL"] ?? usualUrl;
  const token = options.token ?? environment["OSTRO_TOKEN"] ?? environment["OS_TOKEN"];
  return new Connection(httpTransport(url, token === undefined ? {} : { "X-Auth-Token": token }));
}

/** The query of a list. @throws CliError */
export function listQuery({ limit, sort, filter }: ListOptions): Record<string, string | number> {
  const [key = "created_at", direction = "asc"] = sort.split(":");
  if (direction !== "asc" && direction !== "desc")
    throw new CliError(`--sort takes KEY:asc or KEY:desc, not '${sort}'.`);
  const query: Record<string, string | number> = { limit, sort_keys: key, sort_dirs: direction };
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

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("It must be a whole number, at least 1.");
  return number;
}
