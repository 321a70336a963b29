import type { JsonMap } from "../core/base/index.ts";
import type { Caller, CronTriggerRecord, Scope, WorkflowRecord } from "../core/model/index.ts";
import type { OutsideExpressions, Runtime } from "../runtime/index.ts";
import { Duplicate, type DefinitionStore, type Visibility } from "../store/index.ts";
import { readFirstTime } from "./first-time.ts";
import { CronPattern } from "./pattern.ts";
import { TriggerRefused } from "./refused.ts";

/** What the functions of this room work with; handed in by whoever puts the service together. */
export interface Triggers {
  readonly store: DefinitionStore;
  readonly runtime: Pick<Runtime, "checkStart">;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** A fresh UUID version 4. */
  readonly newId: () => string;
  /** Told when a trigger was made that fires at that time. */
  readonly scheduled: (at: number) => void;
  /** Checks the filters of event triggers. */
  readonly expressions: OutsideExpressions;
  /** Told when an event trigger came or went. */
  readonly changed: () => void;
}

/** What a client says of a new cron trigger; empty texts count as not said. */
export interface CronTriggerWrite {
  readonly name: string | undefined;
  readonly pattern: string | undefined;
  /** Where the pattern's times are meant, as the IANA names it; undefined for UTC. */
  readonly timeZone: string | undefined;
  /** `YYYY-MM-DD HH:MM` in UTC. */
  readonly firstExecutionTime: string | undefined;
  /** How often it fires; undefined for ever. */
  readonly remainingExecutions: number | undefined;
  readonly workflowInput: JsonMap;
  readonly workflowParams: JsonMap;
  readonly scope: Scope;
}

/** What stands for a pattern where a trigger fires only once (Mistral 15: a day that does not come). */
const never = "0 0 30 2 0";
const shortestNoticeMs = 60_000;

interface Times {
  readonly pattern: string;
  readonly timeZone: string | null;
  readonly firstExecutionTime: number | null;
  readonly nextExecutionTime: number;
  readonly remainingExecutions: number | null;
}

/**
 * Creates a cron trigger. It fires from then on; see `CronClock`.
 *
 * @param findWorkflow the workflow that it is to start, as the caller sees it; asked only when the times are in order
 * @throws TriggerRefused `invalid`, `taken`; Refused when the workflow cannot be started with this input; what `findWorkflow` throws
 */
export async function createCronTrigger(
  { store, runtime, now, newId, scheduled }: Triggers,
  caller: Caller,
  write: CronTriggerWrite,
  findWorkflow: () => Promise<WorkflowRecord>,
): Promise<CronTriggerRecord> {
  const { name, workflowInput, workflowParams, scope } = write;
  if (name === undefined) throw invalid("The name of the cron trigger must be provided.");
  const createdAt = now();
  const times = timesOf(write, createdAt);
  const workflow = await findWorkflow();
  await runtime.checkStart(workflow, workflowInput);
  const row: CronTriggerRecord = {
    id: newId(),
    name,
    projectId: caller.project,
    scope,
    workflowId: workflow.id,
    workflowName: workflow.name,
    workflowInput,
    workflowParams,
    ...times,
    createdAt,
    updatedAt: null,
  };
  const taken = `Duplicate entry for cron trigger ['name', 'project_id']: ${name}, None`;
  if (await hasTwin(store, row)) throw new TriggerRefused("taken", taken);
  await store.cronTriggers.create(row).catch((error: unknown) => {
    throw error instanceof Duplicate ? new TriggerRefused("taken", taken) : error;
  });
  scheduled(row.nextExecutionTime);
  return row;
}

/**
 * Whether a trigger of the project does the same at the same times under another name. Those without a count or a first time
 * may be doubled (Mistral 15: a unique key over columns of which these may be null).
 */
async function hasTwin(store: DefinitionStore, row: CronTriggerRecord): Promise<boolean> {
  if (row.firstExecutionTime === null || row.remainingExecutions === null) return false;
  const same = [
    "workflowName",
    "pattern",
    "timeZone",
    "firstExecutionTime",
    "remainingExecutions",
    "workflowInput",
    "workflowParams",
  ] as const;
  const filters = same.map((field) => ({ field, op: "eq", value: row[field] }) as const);
  const visibility = { project: row.projectId, withPublic: false };
  return (await store.cronTriggers.count({ visibility, filters })) > 0;
}

/**
 * Finds a cron trigger by its name or id.
 *
 * @param visibility which one the caller may reach by its id
 * @throws TriggerRefused `missing`
 */
export async function getCronTrigger(
  { store }: Triggers,
  caller: Caller,
  identifier: string,
  visibility: Visibility,
): Promise<CronTriggerRecord> {
  const found =
    (await store.cronTriggers.get(identifier, visibility)) ??
    (await store.cronTriggers.find(identifier, "", caller.project));
  if (found === undefined) throw new TriggerRefused("missing", `Cron trigger not found [identifier=${identifier}]`);
  return found;
}

/** Checks pattern, first time and count together, in Mistral's order, and says when the trigger fires first. */
function timesOf(write: CronTriggerWrite, now: number): Times {
  const { pattern, timeZone, firstExecutionTime: text, remainingExecutions } = write;
  const first = text === undefined ? undefined : readFirstTime(text);
  if (typeof first === "string") throw invalid(first);
  if (first === undefined && pattern === undefined) {
    throw invalid("Pattern or first_execution_time must be specified.");
  }
  if (first !== undefined && now + shortestNoticeMs > first) {
    throw invalid("first_execution_time must be at least 1 minute in the future.");
  }
  if (first !== undefined && pattern === undefined && (remainingExecutions ?? 0) > 1) {
    throw invalid("Pattern must be provided if count is superior to 1.");
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw invalid(`There is no time zone ${timeZone}; one is named like Europe/Berlin`);
  }
  const cron = pattern === undefined ? undefined : CronPattern.read(pattern, timeZone);
  if (pattern !== undefined && cron === undefined) throw invalid(`The specified pattern is not valid: ${pattern}`);
  const next = first ?? cron?.nextAfter(now);
  if (next === undefined) throw invalid(`The specified pattern is never met: ${pattern}`);
  return {
    pattern: pattern ?? never,
    timeZone: timeZone ?? null,
    firstExecutionTime: first ?? null,
    nextExecutionTime: next,
    remainingExecutions: remainingExecutions ?? (pattern === undefined ? 1 : null),
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function invalid(message: string): TriggerRefused {
  return new TriggerRefused("invalid", message);
}
