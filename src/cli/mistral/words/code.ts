import { pathOf } from "../../../client/index.ts";
import { named } from "../../resources/definitions/dynamic-action.ts";
import { textOf } from "../../run/execution-tree.ts";
import { member, type Column } from "../format/answer.ts";
import {
  arg,
  deleteAll,
  fileOf,
  inNamespace,
  isPublic,
  listOf,
  manyArgs,
  namespaceOf,
  option,
  paging,
  record,
  scopeOf,
  type Call,
  type Word,
} from "../word.ts";

const ends = [
  member("Project ID", "project_id"),
  member("Scope", "scope"),
  member("Created at", "created_at"),
  member("Updated at", "updated_at"),
];

const sources: readonly Column[] = [
  member("ID", "id"),
  member("Name", "name"),
  member("Namespace", "namespace"),
  ...ends,
];

const actions: readonly Column[] = [
  member("ID", "id"),
  member("Name", "name"),
  member("Class", "class_name"),
  member("Code source ID", "code_source_id"),
  member("Code source name", "code_source_name"),
  ...ends,
];

export const codeWords: readonly Word[] = [
  {
    word: "code-source-create",
    says: "Create a code source.",
    args: ["<name>", "<content>"],
    options: [inNamespace, isPublic],
    form: "record",
    ostro: "ostro code-source create NAME FILE",
    example: "farewells greetings.js",
    async run(call) {
      const query = { name: arg(call, "name"), ...placeOf(call) };
      const text = await fileOf(call, "content");
      return record(sources, await call.connection.sendText("POST", pathOf("code_sources"), text, query));
    },
  },
  {
    word: "code-source-list",
    says: "List all code sources.",
    options: paging,
    form: "list",
    ostro: "ostro code-source list",
    run: (call) => listOf(call, pathOf("code_sources"), "code_sources", sources),
  },
  {
    word: "code-source-get",
    says: "Show a code source.",
    args: ["<identifier>"],
    options: [inNamespace],
    form: "record",
    ostro: "ostro code-source show NAME",
    example: "farewells",
    run: async (call) => record(sources, await get(call, "code_sources")),
  },
  {
    word: "code-source-get-content",
    says: "Show the text of a code source.",
    args: ["<identifier>"],
    options: [inNamespace],
    form: "text",
    ostro: "ostro code-source show NAME --content",
    example: "farewells",
    run: async (call) => ({ type: "text", text: textOf((await get(call, "code_sources"))["content"]) }),
  },
  {
    word: "code-source-update",
    says: "Replace the text of a code source.",
    args: ["<identifier>", "<content>"],
    options: [["--id <id>", "not heeded, as in Mistral"], inNamespace, isPublic],
    form: "record",
    ostro: "ostro code-source update NAME FILE",
    example: "farewells greetings.js",
    async run(call) {
      const query = { identifier: arg(call, "identifier"), ...placeOf(call) };
      const text = await fileOf(call, "content");
      return record(sources, await call.connection.sendText("PUT", pathOf("code_sources"), text, query));
    },
  },
  {
    word: "code-source-delete",
    says: "Delete code sources with the dynamic actions that are made of them.",
    args: ["<identifier...>"],
    options: [inNamespace],
    form: "text",
    ostro: "ostro code-source delete NAME...",
    example: "farewells",
    run: (call) => remove(call, "code_sources", "code source", true),
  },
  {
    word: "dynamic-action-create",
    says: "Create a dynamic action.",
    args: ["<name>", "<class_name>", "<code_source>"],
    options: [isPublic, inNamespace],
    form: "record",
    ostro: "ostro dynamic-action create NAME --class CLASS --code-source SOURCE",
    example: "goodbye Goodbye farewells",
    async run(call) {
      const body = {
        name: arg(call, "name"),
        class_name: arg(call, "class_name"),
        ...named(arg(call, "code_source"), "code_source_id", "code_source_name"),
        ...placeOf(call),
      };
      return record(actions, await call.connection.post(pathOf("dynamic_actions"), body));
    },
  },
  {
    word: "dynamic-action-list",
    says: "List all dynamic actions.",
    options: [...paging, inNamespace],
    form: "list",
    ostro: "ostro dynamic-action list",
    run: (call) => {
      const namespace = option(call, "namespace");
      const query = namespace === undefined ? {} : { namespace };
      return listOf(call, pathOf("dynamic_actions"), "dynamic_actions", actions, query);
    },
  },
  {
    word: "dynamic-action-get",
    says: "Show a dynamic action.",
    args: ["<identifier>"],
    options: [inNamespace],
    form: "record",
    ostro: "ostro dynamic-action show NAME",
    example: "goodbye",
    run: async (call) => record(actions, await get(call, "dynamic_actions")),
  },
  {
    word: "dynamic-action-update",
    says: "Change a dynamic action.",
    args: ["<identifier>"],
    options: [
      ["--class-name [name]", "class or function of the module"],
      ["--code-source [name]", "name or id of the code source"],
      isPublic,
      inNamespace,
    ],
    form: "record",
    ostro: "ostro dynamic-action update NAME --class CLASS",
    example: "goodbye --class-name Hello",
    async run(call) {
      const [className, source] = [option(call, "className"), option(call, "codeSource")];
      const body = {
        ...named(arg(call, "identifier")),
        ...placeOf(call),
        ...(className === undefined ? {} : { class_name: className }),
        ...(source === undefined ? {} : named(source, "code_source_id", "code_source_name")),
      };
      return record(actions, await call.connection.put(pathOf("dynamic_actions"), body));
    },
  },
  {
    word: "dynamic-action-delete",
    says: "Delete dynamic actions.",
    args: ["<identifier...>"],
    options: [inNamespace],
    form: "text",
    ostro: "ostro dynamic-action delete NAME...",
    example: "goodbye",
    run: (call) => remove(call, "dynamic_actions", "dynamic action", false),
  },
];

function placeOf(call: Call): { readonly namespace: string; readonly scope: string } {
  return { namespace: option(call, "namespace") ?? "", scope: scopeOf(call) };
}

function get(call: Call, collection: string) {
  return call.connection.get(pathOf(collection, arg(call, "identifier")), namespaceOf(call));
}

function remove(call: Call, collection: string, noun: string, isQuoted: boolean) {
  return deleteAll(call, manyArgs(call, "identifier"), {
    noun,
    isQuoted,
    remove: (name) => call.connection.delete(pathOf(collection, name), namespaceOf(call)),
  });
}
