import { isWorkerId } from "../../runtime/index.ts";
import type { Census, NodeRecord, StoreView } from "../../store/index.ts";
import type { Finding } from "./report.ts";
import { count, spell } from "./words.ts";

/** So many ids are named with a finding. */
const mostIds = 20;

export interface Facts {
  readonly store: StoreView;
  readonly nodes: readonly NodeRecord[];
  readonly census: Census;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** What may wait so long, in milliseconds, before it is a problem. */
  readonly patienceMs: number;
}

/** Looks for everything that does not move as it should. */
export async function findingsOf(facts: Facts): Promise<Finding[]> {
  const found = await Promise.all([
    orphans(facts),
    lateTimers(facts),
    lateTriggers(facts),
    stuck(facts),
    maintenance(facts),
  ]);
  const all = [nodeFindings(facts), queueFindings(facts), lateMessages(facts), ...found].flat();
  return all.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ severity }: Finding): number {
  return severity === "problem" ? 0 : 1;
}

function nodeFindings({ nodes, census, now }: Facts): Finding[] {
  const services = nodes.filter(({ id }) => !isWorkerId(id));
  const dead = services.filter(({ isAlive }) => !isAlive);
  const findings = dead.map(({ id, leaseUntil }) => {
    const message = `node ${id} has been gone for ${spell(Math.max(0, now - leaseUntil))} without leaving in order`;
    return notice("dead_node", message, "the other nodes take up its work", [id]);
  });
  if (services.some(({ isAlive }) => isAlive)) return findings;
  const { executions } = census;
  if (executions.count === 0) return [...findings, notice("no_node", "no node is running", "start one: ostro serve")];
  const message = `no node is running, and ${count(executions.count, "execution")} wait`;
  return [...findings, problem("no_node", message, "start one: ostro serve")];
}

function queueFindings({ nodes, census, now, patienceMs }: Facts): Finding[] {
  const { queuedActions, offeredActions } = census;
  const findings: Finding[] = [];
  const queuedMs = now - (queuedActions.oldestAt ?? now);
  if (queuedMs > patienceMs) {
    const message = `${count(queuedActions.count, "action")} wait for a free place, the oldest for ${spell(queuedMs)}`;
    findings.push(problem("queue", message, "more nodes, more executor_slots, or a node that serves their target"));
  }
  const offeredMs = now - (offeredActions.oldestAt ?? now);
  if (offeredMs > patienceMs) {
    const isAnyWorker = nodes.some(({ id, isAlive }) => isAlive && isWorkerId(id));
    const who = isAnyWorker ? "the workers that are there do not fetch them" : "no worker is there";
    const message = `${count(offeredActions.count, "action")} wait for a worker, the oldest for ${spell(offeredMs)}: ${who}`;
    findings.push(problem("no_worker", message, "start a worker that serves them"));
  }
  return findings;
}

/** Where no node is running, that is the problem, and not what follows from it. */
function isServed({ nodes }: Facts): boolean {
  return nodes.some(({ id, isAlive }) => isAlive && !isWorkerId(id));
}

async function orphans(facts: Facts): Promise<Finding[]> {
  const { store, nodes, now, patienceMs } = facts;
  const gone = new Map(nodes.map(({ id, leaseUntil }) => [id, leaseUntil]));
  const actions = (await store.orphanedActions(mostIds)).filter(
    ({ claimedBy }) => now - (gone.get(claimedBy ?? "") ?? 0) > patienceMs,
  );
  if (actions.length === 0 || !isServed(facts)) return [];
  const message = `${atLeast(actions.length, "action")} of nodes that are gone were not taken up`;
  return [problem("orphaned_actions", message, "restart a node: it takes them up as it starts", idsOf(actions))];
}

async function lateTimers(facts: Facts): Promise<Finding[]> {
  const { store, now, patienceMs } = facts;
  const timers = await store.dueTimers(now - patienceMs, mostIds);
  if (timers.length === 0 || !isServed(facts)) return [];
  const message = `${atLeast(timers.length, "timer")} should have fired, the earliest ${spell(now - (timers[0]?.at ?? now))} ago`;
  const ids = [...new Set(timers.map(({ executionId }) => executionId))];
  return [problem("late_timers", message, "look at the log of the nodes for what fails", ids)];
}

function lateMessages(facts: Facts): Finding[] {
  const { census, now, patienceMs } = facts;
  const lateMs = now - (census.messages.oldestAt ?? now);
  if (lateMs <= patienceMs || !isServed(facts)) return [];
  const message = `an event between executions has not been dealt with for ${spell(lateMs)}`;
  return [problem("late_messages", message, "look at the log of the nodes for what fails")];
}

async function lateTriggers(facts: Facts): Promise<Finding[]> {
  const { store, now, patienceMs } = facts;
  if (!isServed(facts) || (await store.maintenance()).status !== "RUNNING") return [];
  const triggers = await store.cronTriggers.due(now - patienceMs, mostIds);
  if (triggers.length === 0) return [];
  const names = triggers.map(({ name }) => name).join(", ");
  const message = `${atLeast(triggers.length, "cron trigger")} should have started workflows: ${names}`;
  return [problem("late_triggers", message, "look at the log of the nodes for what fails", idsOf(triggers))];
}

/** A decision that is just being taken leaves its execution with nothing to wait for; only what stays so is stuck. */
async function stuck({ store, now, patienceMs }: Facts): Promise<Finding[]> {
  const ids: string[] = [];
  for (const id of await store.stuckExecutions(mostIds)) {
    const execution = await store.executions.get(id, "all");
    if (execution !== undefined && now - execution.updatedAt > patienceMs) ids.push(id);
  }
  if (ids.length === 0) return [];
  const advice = "restart a node: it looks at them as it starts; if they stay so, report it as a defect";
  return [problem("stuck", `${atLeast(ids.length, "execution")} wait for nothing that will come`, advice, ids)];
}

async function maintenance({ store }: Facts): Promise<Finding[]> {
  const { status, paused } = await store.maintenance();
  if (status === "RUNNING") return [];
  const message =
    status === "PAUSED"
      ? `the service rests, with ${count(paused.length, "execution")} paused for it`
      : "the service is on its way to rest, and waits for the tasks that run";
  return [notice("maintenance", message, 'PUT /maintenance {"status": "RUNNING"} lets everything go on')];
}

function problem(kind: Finding["kind"], message: string, advice: string, ids: readonly string[] = []): Finding {
  return { severity: "problem", kind, message, advice, ids };
}

function notice(kind: Finding["kind"], message: string, advice: string, ids: readonly string[] = []): Finding {
  return { severity: "notice", kind, message, advice, ids };
}

function atLeast(number: number, thing: string): string {
  return number >= mostIds ? `${number} ${thing}s or more` : count(number, thing);
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
