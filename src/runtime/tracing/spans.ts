import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from "@opentelemetry/api";
import {
  isFinal,
  type ActionRecord,
  type ActionResult,
  type Decision,
  type ExecutionRecord,
} from "../../core/model/index.ts";
import type { Outcome, Standing } from "../lanes/commit.ts";
import { readTrace, traceHeaders, writeTrace } from "./trace-context.ts";

/**
 * Spans along an execution, by the interface of OpenTelemetry: without its SDK in the process nothing is recorded, and a
 * trace that came in is passed on as it came.
 *
 * An execution may last for days, change its node and outlive a crash, so no span is kept open for it. Its start is a span,
 * whose place in the trace is stored with it; what follows has that span for a parent and is recorded when it has ended, with
 * the times that are stored: each task, each action, the execution as a whole.
 */
function startSpan(...[name, options, parent]: Parameters<Tracer["startSpan"]>): Span {
  return trace.getTracer("ostro").startSpan(name, options, parent);
}

/**
 * Records the start of an execution.
 *
 * @param incoming where its client is in a trace, see {@link readTrace}
 * @returns what the execution keeps; null when it is part of no trace
 */
export function traceStart(execution: ExecutionRecord, incoming: string | undefined): string | null {
  // A library that records requests by itself has a span for this one already.
  const current = trace.getSpan(context.active()) === undefined ? readTrace(incoming) : context.active();
  return startUnder(execution, current, incoming);
}

/** Puts the executions and actions that a decision makes into the trace of the execution that makes them. */
export function traceDecision<D extends Decision>(decision: D, { trace: own }: ExecutionRecord): D {
  if (own === null) return decision;
  const parent = readTrace(own);
  return {
    ...decision,
    changes: decision.changes.map((change) => {
      if (change.type !== "actionCreated") return change;
      return { ...change, action: { ...change.action, run: { ...change.action.run, trace: own } } };
    }),
    commands: decision.commands.map((command) => {
      if (command.type !== "startChild") return command;
      return { ...command, execution: { ...command.execution, trace: startUnder(command.execution, parent, own) } };
    }),
  };
}

function startUnder(execution: ExecutionRecord, parent: Context, from: string | undefined): string | null {
  const attributes = attributesOf(execution);
  const span = startSpan(`start ${execution.workflowName}`, { attributes, kind: SpanKind.PRODUCER }, parent);
  span.end();
  return writeTrace(span.spanContext(), from);
}

/** Records the tasks that have ended with a commit, and the execution when it has. */
export function traceCommit({ commit }: Outcome, { execution, tasks }: Standing): void {
  if (execution.trace === null) return;
  const parent = readTrace(execution.trace);
  for (const change of commit.changes ?? []) {
    if (change.type === "executionChanged") {
      const { state, stateInfo } = change.set;
      if (state === undefined || !isFinal(state)) continue;
      const name = `workflow ${execution.workflowName}`;
      record(name, attributesOf(execution), parent, execution.createdAt, execution.finishedAt, state, stateInfo);
    }
    const id = change.type === "taskCreated" ? change.task.id : change.type === "taskChanged" ? change.id : "";
    const set = change.type === "taskCreated" ? change.task : change.type === "taskChanged" ? change.set : {};
    const task = tasks.get(id);
    if (task === undefined || set.state === undefined || !isFinal(set.state)) continue;
    const attributes = { ...attributesOf(execution), "ostro.task.id": id, "ostro.task.name": task.name };
    const startedAt = task.startedAt ?? task.createdAt;
    record(`task ${task.name}`, attributes, parent, startedAt, task.finishedAt, task.state, task.stateInfo);
  }
}

/**
 * Runs an action within a span.
 *
 * @param work gets the headers by which requests to others say where in the trace they are; none for an action that is part
 *   of no trace
 */
export async function traceAction(
  action: ActionRecord,
  work: (headers: Readonly<Record<string, string>>) => Promise<ActionResult>,
): Promise<ActionResult> {
  const { trace: own } = action.run;
  if (own === undefined) return work({});
  const parent = readTrace(own);
  const attributes: Attributes = {
    "ostro.action.id": action.id,
    "ostro.action.name": action.run.action,
    "ostro.project.id": action.projectId,
    ...(action.executionId === null ? {} : { "ostro.execution.id": action.executionId }),
    ...(action.workflowName === null ? {} : { "ostro.workflow.name": action.workflowName }),
    ...(action.taskId === null ? {} : { "ostro.task.id": action.taskId }),
    ...(action.taskName === null ? {} : { "ostro.task.name": action.taskName }),
  };
  const span = startSpan(`action ${action.run.action}`, { attributes, kind: SpanKind.CLIENT }, parent);
  try {
    const here = trace.setSpan(parent, span);
    const result = await context.with(here, () => work(traceHeaders(span.spanContext(), own)));
    span.setAttribute("ostro.state", result.state);
    if (result.state === "ERROR") span.setStatus({ code: SpanStatusCode.ERROR, message: shortOf(result.value) });
    return result;
  } finally {
    span.end();
  }
}

function record(
  name: string,
  attributes: Attributes,
  parent: Context,
  startedAt: number,
  finishedAt: number | null,
  state: string,
  stateInfo: string | null | undefined,
): void {
  const startTime = startedAt;
  const span = startSpan(name, { attributes: { ...attributes, "ostro.state": state }, startTime }, parent);
  if (state === "ERROR") span.setStatus({ code: SpanStatusCode.ERROR, message: shortOf(stateInfo ?? "") });
  span.end(finishedAt ?? startedAt);
}

function attributesOf({ id, rootId, workflowName, projectId }: ExecutionRecord): Attributes {
  return {
    "ostro.execution.id": id,
    "ostro.root_execution.id": rootId,
    "ostro.workflow.name": workflowName,
    "ostro.project.id": projectId,
  };
}

/** What went wrong, in a line; results can be large. */
function shortOf(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.slice(0, 200);
}
