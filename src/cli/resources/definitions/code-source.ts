import { Option, type Command } from "commander";
import { pathOf } from "../../../client/index.ts";
import { examples } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { readText } from "../../offline/file.ts";
import { connect, type RemoteOptions } from "../remote.ts";
import { showRecord } from "../show.ts";
import { addDelete, addList, addShow, one, type Resource } from "../verbs.ts";

const codeSource: Resource = {
  word: "code-source",
  noun: "a code source",
  plural: "code sources",
  collection: "code_sources",
  columns: [
    { title: "ID", key: "id", isWhole: true, rank: 4 },
    { title: "NAME", key: "name" },
    { title: "NAMESPACE", key: "namespace", rank: 2 },
    { title: "PROJECT", key: "project_id", rank: 3 },
    { title: "SCOPE", key: "scope", isWhole: true },
    { title: "CREATED", key: "created_at", isWhole: true, rank: 1 },
    { title: "UPDATED", key: "updated_at", isWhole: true, rank: 5 },
  ],
  named: "name or id",
  isInNamespace: true,
  sample: "greetings",
};

interface WriteOptions extends RemoteOptions {
  readonly namespace: string;
  readonly scope: string;
}

/** `ostro code-source ...` */
export function codeSourceCommands(command: Command, host: CliHost): void {
  addList(command, host, codeSource);
  addShow(command, host, codeSource, "content");
  const create = writing(command.command("create").description("create a code source from a file"));
  create.action(async (name: string, file: string, options: WriteOptions) => {
    const { namespace, scope } = options;
    const text = await readText(host, file);
    const answer = await connect(host, options).sendText("POST", pathOf("code_sources"), text, {
      name,
      namespace,
      scope,
    });
    showRecord(host, answer, options);
  });
  examples(create, "ostro code-source create greetings greetings.js");
  const update = writing(command.command("update").description("replace the text of a code source by a file"));
  update.action(async (identifier: string, file: string, options: WriteOptions) => {
    const { namespace, scope } = options;
    const text = await readText(host, file);
    const query = { identifier, namespace, scope };
    showRecord(host, await connect(host, options).sendText("PUT", pathOf("code_sources"), text, query), options);
  });
  examples(update, "ostro code-source update greetings greetings.js");
  addDelete(command, host, { ...codeSource, plural: "code sources with the dynamic actions that are made of them" });
}

function writing(command: Command): Command {
  return one(command, codeSource)
    .argument("<file>", "the module")
    .addOption(new Option("--scope <scope>", "who sees it").choices(["private", "public"]).default("private"));
}
