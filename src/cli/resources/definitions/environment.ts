import type { Command } from "commander";
import { isMap, type JsonMap } from "../../../core/base/index.ts";
import { pathOf } from "../../../client/index.ts";
import { parseYaml } from "../../../core/language/index.ts";
import { CliError } from "../../exit.ts";
import { examples } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { readText } from "../../offline/file.ts";
import { embedded } from "../../run/execution-tree.ts";
import { readValues } from "../../run/values.ts";
import { collect, connect, remote, type RemoteOptions } from "../remote.ts";
import { showRecord } from "../show.ts";
import { addDelete, addList, addShow, type Resource } from "../verbs.ts";

const environment: Resource = {
  word: "environment",
  noun: "an environment",
  plural: "environments",
  collection: "environments",
  columns: [
    { title: "NAME", key: "name" },
    { title: "DESCRIPTION", key: "description", rank: 1 },
    { title: "SCOPE", key: "scope", isWhole: true },
    { title: "CREATED", key: "created_at", isWhole: true, rank: 2 },
    { title: "UPDATED", key: "updated_at", isWhole: true, rank: 3 },
  ],
  named: "name",
  isInNamespace: false,
  sample: "staging",
};

/** `ostro environment ...` */
export function environmentCommands(command: Command, host: CliHost): void {
  addList(command, host, environment);
  addShow(command, host, environment);
  const create = remote(
    command
      .command("create")
      .description("create an environment from a file with its name, description, variables and scope")
      .argument("<file>", "YAML or JSON"),
  ).action(async (file: string, options: RemoteOptions) => {
    showRecord(
      host,
      await connect(host, options).post(pathOf("environments"), await readEnvironment(host, file)),
      options,
    );
  });
  examples(create, "ostro environment create staging.yaml");
  const update = remote(
    command
      .command("update")
      .description("change an environment as a file says; what the file leaves out stays")
      .argument("<file>", "YAML or JSON"),
  ).action(async (file: string, options: RemoteOptions) => {
    showRecord(
      host,
      await connect(host, options).put(pathOf("environments"), await readEnvironment(host, file)),
      options,
    );
  });
  examples(update, "ostro environment update staging.yaml");
  addSet(command, host);
  addDelete(command, host, environment);
}

function addSet(command: Command, host: CliHost): void {
  const set = remote(
    command
      .command("set")
      .description("change some variables of an environment and keep the others")
      .argument("<name>"),
  )
    .option(
      "-v, --variable <name=value>",
      "a variable, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .option("--unset <name>", "a variable to take away (may be repeated)", collect, [])
    .action(
      async (name: string, options: RemoteOptions & { variable: readonly string[]; unset: readonly string[] }) => {
        const connection = connect(host, options);
        const before = embedded((await connection.get(pathOf("environments", name)))["variables"]);
        const all = { ...(isMap(before) ? before : {}), ...(await readValues(host, options.variable, "--variable")) };
        const kept = Object.entries(all).filter(([variable]) => !options.unset.includes(variable));
        const body = { name, variables: Object.fromEntries(kept) };
        showRecord(host, await connection.put(pathOf("environments"), body), options);
      },
    );
  examples(set, "ostro environment set staging --variable region=north --unset debug");
}

/**
 * Reads what a file says of an environment.
 *
 * @throws CliError when it says nothing that can be understood
 */
async function readEnvironment(host: CliHost, file: string): Promise<JsonMap> {
  const { value, problems } = parseYaml(await readText(host, file));
  if (value !== undefined && isMap(value)) return value;
  const [problem] = problems;
  const why = problem === undefined ? "it is no map" : problem.message.trimEnd();
  throw new CliError(`${file} is no environment: ${why}. It must say name and variables, in YAML or JSON.`);
}
