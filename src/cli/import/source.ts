import { isMap, type Json, type JsonMap } from "../../core/base/index.ts";
import { pathOf, ServiceError, type Connection } from "../../client/index.ts";
import { CliError } from "../exit.ts";
import { embedded, rowsOf, textOf } from "../run/execution-tree.ts";
import { isOfWorkbook } from "./workbook-members.ts";

/** What is brought over, in this order: what comes later may name what came before. */
export const kinds = ["workbook", "action", "workflow", "environment", "cron-trigger", "event-trigger"] as const;

export type Kind = (typeof kinds)[number];

/** One thing, as far as it is to be the same on both sides. */
export interface Item {
  readonly kind: Kind;
  readonly name: string;
  readonly namespace: string;
  /** What two of the same name are compared by. */
  readonly content: JsonMap;
}

/** How a service is read. */
export interface Reading {
  readonly connection: Connection;
  readonly pageSize: number;
  /** Told of each page. */
  readonly onPage?: (collection: string, count: number) => void;
}

const collections: Readonly<Record<Kind, string>> = {
  workbook: "workbooks",
  action: "actions",
  workflow: "workflows",
  environment: "environments",
  "cron-trigger": "cron_triggers",
  "event-trigger": "event_triggers",
};

/**
 * Reads all things of some kinds. Workflows and actions that a workbook brings along are left to it.
 *
 * @throws ServiceError, CliError
 */
export async function readItems(reading: Reading, wanted: readonly Kind[]): Promise<Item[]> {
  const rows = new Map<Kind, JsonMap[]>();
  const needed = new Set<Kind>([...wanted, ...(needsWorkbooks(wanted) ? (["workbook"] as const) : [])]);
  for (const kind of kinds) if (needed.has(kind)) rows.set(kind, await readAll(reading, kind));
  const books = rows.get("workbook") ?? [];
  const workflows = await workflowNames(reading, rows.get("event-trigger") ?? [], rows.get("workflow"));
  const items: Item[] = [];
  for (const kind of wanted) {
    for (const row of rows.get(kind) ?? []) {
      const isBrought = (kind === "workflow" || kind === "action") && isOfWorkbook(row, books);
      const isSystem = kind === "action" && isOfService(row);
      if (!isBrought && !isSystem) items.push(itemOf(kind, row, workflows));
    }
  }
  return items;
}

function needsWorkbooks(wanted: readonly Kind[]): boolean {
  return wanted.includes("workflow") || wanted.includes("action");
}

/** Actions that have no text, and the ad-hoc ones that come with every service. */
function isOfService(row: JsonMap): boolean {
  return textOf(row["definition"]) === "" || textOf(row["name"]).startsWith("std.");
}

/** All rows of a collection, page by page. Actions come on one page: in Mistral their list cannot be followed. */
async function readAll({ connection, pageSize, onPage }: Reading, kind: Kind): Promise<JsonMap[]> {
  const collection = collections[kind];
  const found: JsonMap[] = [];
  let marker: string | undefined;
  for (;;) {
    const paging = kind === "action" ? {} : { limit: pageSize, marker };
    const page = rowsOf(await connection.get(pathOf(collection), paging), collection);
    found.push(...page);
    onPage?.(collection, found.length);
    const last = textOf(page.at(-1)?.["id"]);
    if (kind === "action" || page.length < pageSize) return found;
    if (last === "" || last === marker)
      throw new CliError(`The list of ${collection} does not go on after ${pageSize} rows.`);
    marker = last;
  }
}

/** Event triggers name their workflow by its id, which is another one on the other side. */
async function workflowNames(
  { connection }: Reading,
  triggers: readonly JsonMap[],
  known: readonly JsonMap[] | undefined,
): Promise<Map<string, JsonMap>> {
  const names = new Map((known ?? []).map((row) => [textOf(row["id"]), row]));
  for (const trigger of triggers) {
    const id = textOf(trigger["workflow_id"]);
    if (names.has(id)) continue;
    try {
      names.set(id, await connection.get(pathOf("workflows", id)));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
    }
  }
  return names;
}

function itemOf(kind: Kind, row: JsonMap, workflows: ReadonlyMap<string, JsonMap>): Item {
  const name = textOf(row["name"]);
  const head = { kind, name, namespace: textOf(row["namespace"]) };
  const scope = row["scope"] ?? "private";
  switch (kind) {
    case "workbook":
    case "action":
    case "workflow":
      return { ...head, content: { definition: textOf(row["definition"]), scope } };
    case "environment":
      return {
        ...head,
        content: { description: row["description"] ?? null, variables: mapIn(row["variables"]), scope },
      };
    case "cron-trigger":
      return {
        ...head,
        content: {
          workflow_name: row["workflow_name"] ?? null,
          pattern: row["pattern"] ?? null,
          ...inputs(row),
          scope,
          first_execution_time: row["first_execution_time"] ?? null,
          remaining_executions: row["remaining_executions"] ?? null,
        },
      };
    case "event-trigger": {
      const workflow = workflows.get(textOf(row["workflow_id"]));
      const { exchange = null, topic = null, event = null } = row;
      return {
        ...head,
        content: {
          workflow_name: workflow?.["name"] ?? null,
          workflow_namespace: workflow?.["namespace"] ?? "",
          exchange,
          topic,
          event,
          ...inputs(row),
          scope,
        },
      };
    }
  }
}

function inputs(row: JsonMap): JsonMap {
  return { workflow_input: mapIn(row["workflow_input"]), workflow_params: mapIn(row["workflow_params"]) };
}

function mapIn(value: Json | undefined): JsonMap {
  const map = embedded(value);
  return isMap(map) ? map : {};
}
