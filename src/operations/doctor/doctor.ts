import type { ExecutionRecord } from "../../core/model/index.ts";
import { isWorkerId } from "../../runtime/index.ts";
import type { SchemaStatus, StoreView } from "../../store/index.ts";
import { findingsOf } from "./findings.ts";
import { reasonsOf } from "./reasons.ts";
import type { DoctorReport, Finding, WaitingExecution } from "./report.ts";

export interface Examination {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** How long something may wait before it is a problem, in milliseconds. */
  readonly patienceMs: number;
  /** Only this execution is explained; else the oldest ones. */
  readonly executionId?: string;
  /** Most executions that are explained. */
  readonly limit: number;
}

/**
 * Looks through a database: whether anything is stuck or late, and what each execution waits for.
 *
 * @returns the report; of an execution that was asked for and is not there, none
 * @throws SchemaMismatch when the schema is newer than this version, or the database's error
 */
export async function examine(store: StoreView, examination: Examination): Promise<DoctorReport | undefined> {
  const { now, patienceMs, executionId, limit } = examination;
  const schema = await store.schema();
  if (schema.pending.length > 0) return unreadable(schema);
  const nodes = await store.nodes();
  const census = await store.census();
  const chosen = await chosenExecutions(store, executionId, limit);
  if (chosen === undefined) return undefined;
  const alive = new Set(nodes.filter(({ isAlive }) => isAlive).map(({ id }) => id));
  const executions: WaitingExecution[] = [];
  for (const { id } of chosen) {
    const bundle = await store.loadExecution(id);
    if (bundle === undefined) continue;
    const { workflowName, projectId, state, createdAt, finishedAt } = bundle.execution;
    const reasons = finishedAt === null ? reasonsOf(bundle, alive, now) : [];
    executions.push({ id, workflow: workflowName, project: projectId, state, createdAt, reasons });
  }
  const findings = await findingsOf({ store, nodes, census, now, patienceMs });
  return {
    isHealthy: findings.every(({ severity }) => severity !== "problem"),
    schema: { current: schema.current, latest: schema.latest },
    nodes: nodes
      .filter(({ id }) => !isWorkerId(id))
      .map(({ id, isAlive, heartbeatAt }) => ({ id, isAlive, silentMs: Math.max(0, now - heartbeatAt) })),
    findings,
    unfinished: census.executions.count,
    executions,
  };
}

async function chosenExecutions(
  store: StoreView,
  id: string | undefined,
  limit: number,
): Promise<readonly Pick<ExecutionRecord, "id">[] | undefined> {
  if (id !== undefined) {
    const execution = await store.executions.get(id, "all");
    return execution && [execution];
  }
  const filters = [{ field: "state", op: "in", value: ["IDLE", "RUNNING", "PAUSED"] }] as const;
  return store.executions.list({ visibility: "all", filters, limit, fields: ["id"] });
}

/** Of a database that this version cannot read yet. */
function unreadable({ current, latest, pending }: SchemaStatus): DoctorReport {
  const finding: Finding =
    current === null
      ? {
          severity: "notice",
          kind: "schema",
          message: "the database is empty: no service has worked with it yet",
          advice: "start one: ostro serve",
          ids: [],
        }
      : {
          severity: "problem",
          kind: "schema",
          message: `the schema is behind this version, which cannot look further: ${pending.join(", ")} missing`,
          advice: "'ostro db upgrade', or use the version that works with this database",
          ids: [],
        };
  return {
    isHealthy: finding.severity === "notice",
    schema: { current, latest },
    nodes: [],
    findings: [finding],
    unfinished: 0,
    executions: [],
  };
}
