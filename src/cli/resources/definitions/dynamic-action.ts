import { Option, type Command } from "commander";
import { pathOf } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { examples } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { connect, remote, type RemoteOptions } from "../remote.ts";
import { showRecord } from "../show.ts";
import { addDelete, addList, addShow, one, type Resource } from "../verbs.ts";

const dynamicAction: Resource = {
  word: "dynamic-action",
  noun: "a dynamic action",
  plural: "dynamic actions",
  collection: "dynamic_actions",
  columns: [
    { title: "ID", key: "id", isWhole: true, rank: 4 },
    { title: "NAME", key: "name" },
    { title: "CLASS", key: "class_name" },
    { title: "CODE SOURCE", key: "code_source_name" },
    { title: "PROJECT", key: "project_id", rank: 3 },
    { title: "SCOPE", key: "scope", isWhole: true, rank: 2 },
    { title: "CREATED", key: "created_at", isWhole: true, rank: 1 },
    { title: "UPDATED", key: "updated_at", isWhole: true, rank: 5 },
  ],
  named: "name or id",
  isInNamespace: true,
  sample: "hello",
};

interface WriteOptions extends RemoteOptions {
  readonly class?: string;
  readonly codeSource?: string;
  readonly namespace: string;
  readonly scope?: string;
}

/** `ostro dynamic-action ...` */
export function dynamicActionCommands(command: Command, host: CliHost): void {
  addList(command, host, dynamicAction);
  addShow(command, host, dynamicAction);
  const create = scoped(
    remote(command.command("create").description("create a dynamic action of a code source").argument("<name>")),
  )
    .requiredOption("--class <name>", "class or function of the module")
    .requiredOption("--code-source <name>", "name or id of the code source")
    .option("--namespace <namespace>", "where it is put", "")
    .action(async (name: string, options: WriteOptions) => {
      const body = { name, namespace: options.namespace, ...bodyOf({ ...options, scope: options.scope ?? "private" }) };
      showRecord(host, await connect(host, options).post(pathOf("dynamic_actions"), body), options);
    });
  examples(create, "ostro dynamic-action create hello --class Hello --code-source greetings");
  const update = scoped(
    one(command.command("update").description("change a dynamic action; what is left out stays"), dynamicAction),
  )
    .option("--class <name>", "class or function of the module")
    .option("--code-source <name>", "name or id of the code source")
    .action(async (name: string, options: WriteOptions) => {
      const changes = bodyOf(options);
      if (Object.keys(changes).length === 0)
        throw new CliError("Say what to change: --class, --code-source or --scope.");
      const body = { ...named(name), namespace: options.namespace, ...changes };
      showRecord(host, await connect(host, options).put(pathOf("dynamic_actions"), body), options);
    });
  examples(update, "ostro dynamic-action update hello --class Goodbye");
  addDelete(command, host, dynamicAction);
}

function scoped(command: Command): Command {
  return command.addOption(new Option("--scope <scope>", "who sees it").choices(["private", "public"]));
}

function bodyOf({ class: className, codeSource, scope }: WriteOptions): Record<string, string> {
  const source = codeSource === undefined ? {} : named(codeSource, "code_source_id", "code_source_name");
  return {
    ...(className === undefined ? {} : { class_name: className }),
    ...source,
    ...(scope === undefined ? {} : { scope }),
  };
}

/** Where the service wants to know whether it is told a name or an id. */
export function named(identifier: string, idKey = "id", nameKey = "name"): Record<string, string> {
  return { [/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(identifier) ? idKey : nameKey]: identifier };
}
