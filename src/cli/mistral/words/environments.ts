import { isMap, writeJson, type JsonMap } from "../../../core/base/index.ts";
import { pathOf } from "../../../client/index.ts";
import { parseYaml } from "../../../core/language/index.ts";
import { CliError } from "../../exit.ts";
import { embedded } from "../../run/execution-tree.ts";
import { member, orNone, type Column } from "../format/answer.ts";
import { arg, deleteAll, fileOf, listOf, manyArgs, paging, record, rows, type Call, type Word } from "../word.ts";

const variables: Column = { title: "Variables", of: (row) => writeJson(embedded(row["variables"]), 4) };

const whole: readonly Column[] = [
  member("Name", "name"),
  orNone("Description", "description"),
  variables,
  member("Scope", "scope"),
  member("Created at", "created_at"),
  orNone("Updated at", "updated_at"),
];

const listed = whole.filter(({ title }) => title !== "Variables");

/** What can be read back by environment-create. */
const exported: readonly Column[] = [
  member("name", "name"),
  member("description", "description"),
  member("scope", "scope"),
  { title: "variables", of: (row) => writeJson(embedded(row["variables"])) },
];

export const environmentWords: readonly Word[] = [
  {
    word: "environment-create",
    says: "Create an environment.",
    args: ["<file>"],
    form: "record",
    ostro: "ostro environment create FILE",
    example: "staging.yaml",
    run: async (call) => record(whole, await call.connection.post(pathOf("environments"), await given(call))),
  },
  {
    word: "environment-list",
    says: "List all environments.",
    options: paging,
    form: "list",
    ostro: "ostro environment list",
    run: (call) => listOf(call, pathOf("environments"), "environments", listed),
  },
  {
    word: "environment-get",
    says: "Show an environment.",
    args: ["<environment>"],
    options: [["--export", "in a form that can be read back"]],
    form: "record",
    ostro: "ostro environment show NAME",
    example: "staging",
    async run(call) {
      const found = await call.connection.get(pathOf("environments", arg(call, "environment")));
      return record(call.options["export"] === true ? exported : whole, found);
    },
  },
  {
    word: "environment-update",
    says: "Change an environment.",
    args: ["<file>"],
    form: "record",
    ostro: "ostro environment update FILE",
    example: "staging.yaml",
    run: async (call) => record(whole, await call.connection.put(pathOf("environments"), await given(call))),
  },
  {
    word: "environment-delete",
    says: "Delete environments.",
    args: ["<environment...>"],
    form: "text",
    ostro: "ostro environment delete NAME...",
    example: "staging",
    run: (call) =>
      deleteAll(call, manyArgs(call, "environment"), {
        noun: "environment",
        remove: (name) => call.connection.delete(pathOf("environments", name)),
      }),
  },
  {
    word: "service-list",
    says: "List the nodes that are alive and what each does.",
    options: paging,
    form: "list",
    ostro: "ostro service list",
    run: async (call) =>
      rows([member("Name", "name"), member("Type", "type")], await call.connection.get("/v2/services"), "services"),
  },
];

/** @throws CliError when the file says nothing that can be understood */
async function given(call: Call): Promise<JsonMap> {
  const { value } = parseYaml(await fileOf(call, "file"));
  if (value !== undefined && isMap(value)) return value;
  throw new CliError(`${arg(call, "file")} is no environment: it must say name and variables, in YAML or JSON.`);
}
