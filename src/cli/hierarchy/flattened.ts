import { InvalidArgumentError, type Command } from "commander";
import type { CliHost } from "../host.ts";
import { documentText } from "../output/document.ts";
import { connect } from "../resources/remote.ts";
import { named, pathOf, type NamedOptions } from "./named.ts";

interface FlattenOptions extends NamedOptions {
  readonly annotate?: boolean;
  readonly revision?: number;
}

/** `ostro workflow flatten NAME`, for the given command. */
export function flatten(command: Command, host: CliHost): void {
  named(command.description("show what a workflow became through inheritance"))
    .option("-a, --annotate", "say on each line where it is from")
    .option("--revision <number>", "an older one", revisionNumber)
    .action((name: string, options: FlattenOptions) => print(host, name, options));
}

async function print(host: CliHost, name: string, options: FlattenOptions): Promise<void> {
  const { namespace, annotate, revision, output } = options;
  const connection = connect(host, options);
  const [path, query] = [pathOf(name, "flattened"), { namespace, annotate, revision }];
  if (output === "json") host.out(documentText(await connection.get(path, query), "json"));
  else host.out(await connection.getText(path, query, "text/yaml"));
}

/** @throws InvalidArgumentError */
export function revisionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("A revision is a number from 1.");
  return Number(text);
}
