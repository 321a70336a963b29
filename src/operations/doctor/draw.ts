import type { JsonMap } from "../../core/base/index.ts";
import type { DoctorReport, Finding, WaitingExecution } from "./report.ts";
import { count, spell } from "./words.ts";

/**
 * The report as text for people.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function drawReport({ schema, nodes, findings, unfinished, executions, isHealthy }: DoctorReport, now: number) {
  const alive = nodes.filter((node) => node.isAlive).length;
  const more = unfinished - executions.length;
  const lines = [
    `schema ${schema.current ?? "none"}, newest ${schema.latest}`,
    `${count(alive, "node")} alive, ${nodes.length - alive} gone`,
    `${count(unfinished, "execution")} not finished`,
    "",
    ...findings.flatMap(drawFinding),
    ...(isHealthy ? ["no problem found"] : []),
    ...executions.flatMap((execution) => ["", ...drawExecution(execution, now)]),
    ...(executions.length > 1 && more > 0 ? ["", `and ${more} more; --limit shows more of them`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function drawFinding({ severity, message, advice, ids }: Finding): string[] {
  return [
    `${severity === "problem" ? "PROBLEM" : "notice "} ${message}`,
    ...(advice === "" ? [] : [`        ${advice}`]),
    ...(severity === "problem" ? ids.map((id) => `        ${id}`) : []),
  ];
}

function drawExecution({ id, workflow, state, createdAt, reasons }: WaitingExecution, now: number): string[] {
  const age = `created ${spell(Math.max(0, now - createdAt))} ago`;
  const lines = reasons.map(({ task, message }) => `  ${task === null ? "" : `${task}: `}${message}`);
  return [`${id} ${workflow} ${state}, ${age}`, ...(lines.length === 0 ? ["  has ended"] : lines)];
}

/** The report as a document for programs. Times are ISO 8601. */
export function documentOf({ isHealthy, schema, nodes, findings, unfinished, executions }: DoctorReport): JsonMap {
  return {
    healthy: isHealthy,
    schema: { current: schema.current, latest: schema.latest },
    nodes: nodes.map(({ id, isAlive, silentMs }) => ({
      id,
      alive: isAlive,
      silent_seconds: Math.round(silentMs / 1000),
    })),
    findings: findings.map(({ severity, kind, message, advice, ids }) => ({ severity, kind, message, advice, ids })),
    unfinished,
    executions: executions.map(({ id, workflow, project, state, createdAt, reasons }) => ({
      id,
      workflow_name: workflow,
      project_id: project,
      state,
      created_at: new Date(createdAt).toISOString(),
      reasons: reasons.map(({ kind, task, message }) => ({ kind, task, message })),
    })),
  };
}
