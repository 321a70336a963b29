import type { JsonMap } from "../../core/base/index.ts";
import { pathOf, ServiceError, type Connection } from "../../client/index.ts";
import { rowsOf, textOf } from "../run/execution-tree.ts";
import type { Step } from "./plan.ts";
import type { Item, Kind } from "./source.ts";

/** What became of an item. */
export interface Outcome {
  readonly item: Item;
  readonly outcome: "created" | "replaced" | "same" | "conflict" | "failed" | "would create" | "would replace";
  /** Why, where that is not plain. */
  readonly why: string;
}

/** A first time must lie ahead by so much. */
const soonestMs = 60_000;

/**
 * Carries out a plan. What fails is tried again after the others, as long as that helps: a child may come before its parent.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @param onDone told of each item that has come to its end
 */
export async function carryOut(
  connection: Connection,
  steps: readonly Step[],
  now: number,
  onDone: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const ended = new Map<Step, Outcome>();
  let open = [...steps];
  while (open.length > 0) {
    const failed: Step[] = [];
    for (const step of open) {
      const outcome = await carry(connection, step, now);
      ended.set(step, outcome);
      if (outcome.outcome === "failed") failed.push(step);
      else onDone(outcome);
    }
    if (failed.length === open.length) break;
    open = failed;
  }
  for (const outcome of ended.values()) if (outcome.outcome === "failed") onDone(outcome);
  return steps.flatMap((step) => ended.get(step) ?? []);
}

/** Says what would be done, and asks the service whether it would take the definitions. */
export async function rehearse(connection: Connection, steps: readonly Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { item, deed } of steps) {
    if (deed === "same" || deed === "conflict") outcomes.push({ item, outcome: deed, why: whyOf(deed) });
    else {
      const wrong = await faultOf(connection, item);
      const outcome = deed === "create" ? "would create" : "would replace";
      outcomes.push({ item, outcome: wrong === "" ? outcome : "failed", why: wrong });
    }
  }
  return outcomes;
}

async function faultOf(connection: Connection, { kind, namespace, content }: Item): Promise<string> {
  if (kind !== "workflow" && kind !== "workbook" && kind !== "action") return "";
  const path = pathOf(`${kind}s`, "validate");
  // A parent may be brought along: what inheritance has to say is seen when it is there.
  const query = { resolve: false, ...(namespace === "" ? {} : { namespace }) };
  const verdict = await connection.sendText("POST", path, textOf(content["definition"]), query);
  return verdict["valid"] === true ? "" : firstLine(textOf(verdict["error"]));
}

async function carry(connection: Connection, { item, deed }: Step, now: number): Promise<Outcome> {
  if (deed === "same" || deed === "conflict") return { item, outcome: deed, why: whyOf(deed) };
  try {
    await writers[item.kind](connection, item, deed === "replace", now);
    return { item, outcome: deed === "replace" ? "replaced" : "created", why: "" };
  } catch (error) {
    if (!(error instanceof ServiceError) && !(error instanceof Left)) throw error;
    if (error instanceof ServiceError && (error.status === 401 || error.status >= 500)) throw error;
    return { item, outcome: "failed", why: firstLine(error.message) };
  }
}

function whyOf(deed: "same" | "conflict"): string {
  return deed === "same" ? "" : "another one of that name is there";
}

type Writer = (connection: Connection, item: Item, isThere: boolean, now: number) => Promise<unknown>;

const writers: Readonly<Record<Kind, Writer>> = {
  workbook: sendDefinition,
  action: sendDefinition,
  workflow: sendDefinition,
  environment: (connection, { name, content }, isThere) => {
    const { description = null, ...rest } = content;
    const body = { name, ...rest, ...(description === null ? {} : { description }) };
    return isThere ? connection.put(pathOf("environments"), body) : connection.post(pathOf("environments"), body);
  },
  "cron-trigger": async (connection, item, isThere, now) => {
    const body = cronBody(item, now);
    if (isThere) await connection.delete(pathOf("cron_triggers", item.name));
    await connection.post(pathOf("cron_triggers"), body);
  },
  "event-trigger": async (connection, item, isThere) => {
    const body = await eventBody(connection, item);
    if (isThere) await deleteEvent(connection, item);
    await connection.post(pathOf("event_triggers"), body);
  },
};

function sendDefinition(connection: Connection, item: Item, isThere: boolean): Promise<JsonMap> {
  const { definition, scope } = item.content;
  const query = { namespace: item.namespace, scope: textOf(scope) };
  return connection.sendText(isThere ? "PUT" : "POST", pathOf(`${item.kind}s`), textOf(definition), query);
}

/** Something that cannot be brought over as it is. */
class Left extends Error {}

/** @throws Left when it would never fire */
function cronBody({ name, content }: Item, now: number): JsonMap {
  const { first_execution_time: first, remaining_executions: count = null, pattern = null, ...rest } = content;
  const time = textOf(first).slice(0, 16);
  const isAhead = time !== "" && Date.parse(`${time.replace(" ", "T")}Z`) > now + soonestMs;
  if (pattern === null && !isAhead) throw new Left("it has no pattern, and its time is over");
  return {
    name,
    ...rest,
    ...(pattern === null ? {} : { pattern }),
    ...(count === null ? {} : { remaining_executions: count }),
    ...(isAhead ? { first_execution_time: time } : {}),
  };
}

/** @throws Left when nobody knows its workflow */
async function eventBody(connection: Connection, { name, content }: Item): Promise<JsonMap> {
  const { workflow_name: workflow = null, workflow_namespace: namespace, ...rest } = content;
  if (workflow === null) throw new Left("its workflow cannot be seen there");
  const query = { namespace: textOf(namespace) };
  const { id = null } = await connection.get(pathOf("workflows", textOf(workflow)), query);
  return { name, workflow_id: id, ...rest };
}

async function deleteEvent(connection: Connection, { name, content }: Item): Promise<void> {
  const { exchange, topic, event } = content;
  const query = { name, exchange: textOf(exchange), topic: textOf(topic), event: textOf(event) };
  const found = rowsOf(await connection.get(pathOf("event_triggers"), query), "event_triggers");
  for (const row of found) await connection.delete(pathOf("event_triggers", textOf(row["id"])));
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
