import type { JsonMap } from "../../../core/base/index.ts";
import { pathOf } from "../../../client/index.ts";
import { drawReport } from "../../hierarchy/drawing/draw-report.ts";
import { rowsOf, textOf } from "../../run/execution-tree.ts";
import { member, shortened, tags, type Answer, type Column } from "../format/answer.ts";
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
  rows,
  scopeOf,
  type Call,
  type Word,
} from "../word.ts";

const dates = [member("Created at", "created_at"), member("Updated at", "updated_at")];

const workbooks: readonly Column[] = [
  member("Name", "name"),
  member("Namespace", "namespace"),
  tags,
  member("Scope", "scope"),
  ...dates,
];

function workflows(input: Column): readonly Column[] {
  const heads = [member("ID", "id"), member("Name", "name"), member("Namespace", "namespace")];
  return [...heads, member("Project ID", "project_id"), tags, input, member("Scope", "scope"), ...dates];
}

function actions(of: (title: string, key: string) => Column): readonly Column[] {
  const heads = [member("ID", "id"), member("Name", "name"), member("Is system", "is_system")];
  return [...heads, of("Input", "input"), of("Description", "description"), tags, ...dates];
}

const workflowList = workflows(shortened("Input", "input"));
const actionList = actions(shortened);
const verdict: readonly Column[] = [member("Valid", "valid"), member("Error", "error")];
const dryRun = ["--dry-run", "change nothing and say what would become of those that follow"] as const;

async function validate(call: Call, collection: string): Promise<Answer> {
  const path = pathOf(collection, "validate");
  return record(verdict, await call.connection.sendText("POST", path, await fileOf(call, "definition")));
}

async function get(call: Call, collection: string, name: string): Promise<JsonMap> {
  return call.connection.get(pathOf(collection, name), namespaceOf(call));
}

function send(call: Call, method: "POST" | "PUT", path: string, text: string): Promise<JsonMap> {
  const { dryRun: isDry, onBreak } = call.options;
  const more = {
    ...(isDry === true ? { dry_run: true } : {}),
    ...(typeof onBreak === "string" ? { on_break: onBreak } : {}),
  };
  return call.connection.sendText(method, path, text, { ...namespaceOf(call), scope: scopeOf(call), ...more });
}

function report(answer: JsonMap): Answer {
  return { type: "text", text: drawReport(answer).join("\n") };
}

export const definitionWords: readonly Word[] = [
  {
    word: "workbook-create",
    says: "Create a workbook.",
    args: ["<definition>"],
    options: [isPublic, inNamespace],
    form: "record",
    ostro: "ostro workbook create FILE",
    example: "tools.yaml",
    run: async (call) =>
      record(workbooks, await send(call, "POST", pathOf("workbooks"), await fileOf(call, "definition"))),
  },
  {
    word: "workbook-list",
    says: "List all workbooks.",
    options: paging,
    form: "list",
    ostro: "ostro workbook list",
    run: (call) => listOf(call, pathOf("workbooks"), "workbooks", workbooks),
  },
  {
    word: "workbook-get",
    says: "Show a workbook.",
    args: ["<workbook>"],
    options: [inNamespace],
    form: "record",
    ostro: "ostro workbook show NAME",
    example: "tools",
    run: async (call) => record(workbooks, await get(call, "workbooks", arg(call, "workbook"))),
  },
  {
    word: "workbook-get-definition",
    says: "Show the text of a workbook.",
    args: ["<name>"],
    form: "text",
    ostro: "ostro workbook show NAME --definition",
    example: "tools",
    run: (call) => definitionAt(call, pathOf("workbooks", arg(call, "name"))),
  },
  {
    word: "workbook-update",
    says: "Change a workbook.",
    args: ["<definition>"],
    options: [isPublic, inNamespace],
    form: "record",
    ostro: "ostro workbook update FILE",
    example: "tools.yaml",
    run: async (call) =>
      record(workbooks, await send(call, "PUT", pathOf("workbooks"), await fileOf(call, "definition"))),
  },
  {
    word: "workbook-validate",
    says: "Check a workbook.",
    args: ["<definition>"],
    form: "record",
    ostro: "ostro workbook validate FILE",
    example: "tools.yaml",
    run: (call) => validate(call, "workbooks"),
  },
  {
    word: "workbook-delete",
    says: "Delete workbooks; their workflows and actions stay.",
    args: ["<workbook...>"],
    options: [inNamespace],
    form: "text",
    ostro: "ostro workbook delete NAME...",
    example: "tools",
    run: (call) =>
      deleteAll(call, manyArgs(call, "workbook"), {
        noun: "workbook",
        remove: (name) => call.connection.delete(pathOf("workbooks", name), namespaceOf(call)),
      }),
  },
  {
    word: "workflow-create",
    says: "Create the workflows of a file.",
    args: ["<definition>"],
    options: [inNamespace, isPublic, ...paging],
    form: "list",
    ostro: "ostro workflow create FILE",
    example: "deploy.yaml",
    run: async (call) =>
      rows(workflowList, await send(call, "POST", pathOf("workflows"), await fileOf(call, "definition")), "workflows"),
  },
  {
    word: "workflow-list",
    says: "List all workflows.",
    options: paging,
    form: "list",
    ostro: "ostro workflow list",
    run: (call) => listOf(call, pathOf("workflows"), "workflows", workflowList),
  },
  {
    word: "workflow-get",
    says: "Show a workflow.",
    args: ["<workflow>"],
    options: [inNamespace],
    form: "record",
    ostro: "ostro workflow show NAME",
    example: "deploy",
    run: async (call) =>
      record(workflows(member("Input", "input")), await get(call, "workflows", arg(call, "workflow"))),
  },
  {
    word: "workflow-get-definition",
    says: "Show the definition of a workflow.",
    args: ["<identifier>"],
    options: [
      inNamespace,
      ["--flattened", "what it became through inheritance"],
      ["--annotate", "the same, and on each line where it is from"],
      ["--revision <number>", "an older one"],
    ],
    form: "text",
    ostro: "ostro workflow show NAME --definition",
    example: "deploy",
    run: workflowDefinition,
  },
  {
    word: "workflow-update",
    says: "Change the workflows of a file, and those that follow them.",
    args: ["<definition>"],
    options: [
      ["--id <id>", "id or name of the one workflow to change"],
      inNamespace,
      isPublic,
      dryRun,
      ["--on-break <what>", "what becomes of followers that would break: reject or hold"],
      ...paging,
    ],
    form: "list",
    ostro: "ostro workflow update FILE",
    example: "deploy.yaml",
    async run(call) {
      const id = option(call, "id");
      const path = id === undefined ? pathOf("workflows") : pathOf("workflows", id);
      const answer = await send(call, "PUT", path, await fileOf(call, "definition"));
      if (call.options["dryRun"] === true) return report(answer);
      const changed = id === undefined ? rowsOf(answer, "workflows") : [answer];
      return { type: "list", columns: workflowList, rows: changed };
    },
  },
  {
    word: "workflow-validate",
    says: "Check workflows.",
    args: ["<definition>"],
    form: "record",
    ostro: "ostro workflow validate FILE",
    example: "deploy.yaml",
    run: (call) => validate(call, "workflows"),
  },
  {
    word: "workflow-delete",
    says: "Delete workflows.",
    args: ["<workflow...>"],
    options: [inNamespace, ["--force", "even those with children, which stay as they are"], dryRun],
    form: "text",
    ostro: "ostro workflow delete NAME...",
    example: "unused",
    run: deleteWorkflows,
  },
  {
    word: "action-create",
    says: "Create the ad-hoc actions of a file.",
    args: ["<definition>"],
    options: [isPublic, inNamespace, ...paging],
    form: "list",
    ostro: "ostro action create FILE",
    example: "greet.yaml",
    run: async (call) =>
      rows(actionList, await send(call, "POST", pathOf("actions"), await fileOf(call, "definition")), "actions"),
  },
  {
    word: "action-list",
    says: "List all actions.",
    options: [...paging, inNamespace],
    form: "list",
    ostro: "ostro action list",
    run: (call) => {
      const namespace = option(call, "namespace");
      return listOf(call, pathOf("actions"), "actions", actionList, namespace === undefined ? {} : { namespace });
    },
  },
  {
    word: "action-get",
    says: "Show an action.",
    args: ["<action>"],
    options: [inNamespace],
    form: "record",
    ostro: "ostro action show NAME",
    example: "std.echo",
    run: async (call) => record(actions(member), await get(call, "actions", arg(call, "action"))),
  },
  {
    word: "action-get-definition",
    says: "Show the definition of an ad-hoc action.",
    args: ["<name>"],
    options: [inNamespace],
    form: "text",
    ostro: "ostro action show NAME --definition",
    example: "greet",
    run: (call) => definitionAt(call, pathOf("actions", arg(call, "name"))),
  },
  {
    word: "action-update",
    says: "Change the ad-hoc actions of a file.",
    args: ["<definition>"],
    options: [["--id <id>", "id or name of the one action to change"], isPublic, inNamespace, ...paging],
    form: "list",
    ostro: "ostro action update FILE",
    example: "greet.yaml",
    async run(call) {
      const id = option(call, "id");
      const path = id === undefined ? pathOf("actions") : pathOf("actions", id);
      return rows(actionList, await send(call, "PUT", path, await fileOf(call, "definition")), "actions");
    },
  },
  {
    word: "action-validate",
    says: "Check ad-hoc actions.",
    args: ["<definition>"],
    form: "record",
    ostro: "ostro action validate FILE",
    example: "greet.yaml",
    run: (call) => validate(call, "actions"),
  },
  {
    word: "action-delete",
    says: "Delete ad-hoc actions.",
    args: ["<action...>"],
    options: [inNamespace],
    form: "text",
    ostro: "ostro action delete NAME...",
    example: "greet",
    run: (call) =>
      deleteAll(call, manyArgs(call, "action"), {
        noun: "action",
        remove: (name) => call.connection.delete(pathOf("actions", name), namespaceOf(call)),
      }),
  },
];

async function definitionAt(call: Call, path: string): Promise<Answer> {
  return { type: "text", text: textOf((await call.connection.get(path, namespaceOf(call)))["definition"]) };
}

async function workflowDefinition(call: Call): Promise<Answer> {
  const { flattened, annotate } = call.options;
  const [name, revision] = [arg(call, "identifier"), option(call, "revision")];
  if (flattened === true || annotate === true) {
    const query = { ...namespaceOf(call), ...(annotate === true ? { annotate } : {}), revision };
    const text = await call.connection.getText(pathOf("workflows", name, "flattened"), query, "text/yaml");
    return { type: "text", text };
  }
  const path = revision === undefined ? pathOf("workflows", name) : pathOf("workflows", name, "revisions", revision);
  return definitionAt(call, path);
}

async function deleteWorkflows(call: Call): Promise<Answer> {
  const { dryRun: isDry, force } = call.options;
  const remove = (name: string): Promise<JsonMap> => {
    const flags = { ...(force === true ? { force } : {}), ...(isDry === true ? { dry_run: true } : {}) };
    return call.connection.delete(pathOf("workflows", name), { ...namespaceOf(call), ...flags });
  };
  const names = manyArgs(call, "workflow");
  if (isDry !== true) return deleteAll(call, names, { noun: "workflow", remove });
  const lines: string[] = [];
  for (const name of names) lines.push(`${name}:`, ...drawReport(await remove(name)));
  return { type: "text", text: lines.join("\n") };
}
