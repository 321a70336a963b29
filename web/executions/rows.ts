import { signal } from "@preact/signals";
import { isList, isMap, type Json } from "../../src/core/base/index.ts";
import type { Execution, LiveExecution } from "../../src/client/index.ts";
import { client } from "../service/client.ts";
import { gather, messageOf } from "../service/load.ts";
import { wireMs } from "../service/time.ts";
import { queryOf, type Filters } from "./filters.ts";

/** An execution as a row of the list. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly description: string;
  readonly state: Execution["state"];
  readonly stateInfo: string | null;
  readonly isChild: boolean;
  readonly createdMs: number;
  /** When it last changed; of a finished one, when it ended. */
  readonly updatedMs: number;
  readonly finishedMs: number | null;
}

const pageSize = 100;
const fields =
  "id,workflow_name,workflow_namespace,description,state,state_info,task_execution_id,created_at,updated_at";

/** The rows that were fetched or told, newest first. */
export const rows = signal<readonly Row[]>([]);
export const trouble = signal<string | undefined>(undefined);
export const isLoading = signal(true);
/** Whether there may be older ones. */
export const hasMore = signal(false);

let wanted: Filters | undefined;

/** Fetches the newest rows that the filters leave. */
export async function loadRows(filters: Filters): Promise<void> {
  wanted = filters;
  try {
    const found = await fetchRows(filters, undefined, pageSize);
    if (wanted !== filters) return;
    // What was fetched further down stays.
    const oldest = found.at(-1)?.createdMs ?? Infinity;
    const known = new Set(found.map(({ id }) => id));
    const isSame = loadedWith === keyOf(filters);
    const older = isSame ? rows.value.filter((row) => row.createdMs <= oldest && !known.has(row.id)) : [];
    rows.value = found.length < pageSize ? found : [...found, ...older];
    hasMore.value = found.length === pageSize;
    loadedWith = keyOf(filters);
    trouble.value = undefined;
  } catch (error) {
    trouble.value = messageOf(error);
  } finally {
    isLoading.value = false;
  }
}

let loadedWith = "";
let isLoadingMore = false;

/** Fetches what is older than the last row. */
export async function loadMore(filters: Filters): Promise<void> {
  const marker = rows.value.at(-1)?.id;
  if (isLoadingMore || !hasMore.value || marker === undefined) return;
  isLoadingMore = true;
  try {
    const older = await fetchRows(filters, marker, pageSize * 2);
    hasMore.value = older.length === pageSize * 2;
    rows.value = [...rows.value, ...older];
  } catch (error) {
    trouble.value = messageOf(error);
  } finally {
    isLoadingMore = false;
  }
}

/** Takes over what the stream tells; new ones that the filters leave out are not shown. */
export function takeChanges(data: Json, filters: Filters): void {
  const told = isMap(data) && isList(data["executions"]) ? (data["executions"] as unknown as LiveExecution[]) : [];
  const changed = new Map(told.map((one) => [one.id, rowOfLive(one)]));
  const updated = rows.value.map((row) => changed.get(row.id) ?? row);
  const known = new Set(rows.value.map(({ id }) => id));
  const fresh = [...changed.values()].filter((row) => !known.has(row.id) && fits(row, filters));
  rows.value = [...fresh, ...updated].toSorted((a, b) => b.createdMs - a.createdMs);
}

async function fetchRows(filters: Filters, marker: string | undefined, limit: number): Promise<Row[]> {
  const query = { ...queryOf(filters), fields, sort_keys: "created_at", sort_dirs: "desc", limit };
  const found = await gather(client.executions.list({ ...query, ...(marker === undefined ? {} : { marker }) }));
  return found.map(rowOf);
}

function fits(row: Row, { states, text, withChildren }: Filters): boolean {
  if (!withChildren && row.isChild) return false;
  if (states.length > 0 && !states.includes(row.state)) return false;
  return row.name.includes(text);
}

function keyOf(filters: Filters): string {
  return JSON.stringify(filters);
}

function rowOf(execution: Execution): Row {
  const { id, workflow_name: name, workflow_namespace: namespace, state, state_info: stateInfo } = execution;
  return {
    id,
    name,
    namespace,
    state,
    stateInfo,
    description: execution.description ?? "",
    isChild: execution.task_execution_id !== null,
    createdMs: wireMs(execution.created_at) ?? 0,
    updatedMs: wireMs(execution.updated_at) ?? 0,
    finishedMs: isOver(state) ? (wireMs(execution.updated_at) ?? 0) : null,
  };
}

function rowOfLive(execution: LiveExecution): Row {
  return {
    id: execution.id,
    name: execution.workflow_name,
    namespace: execution.workflow_namespace,
    description: execution.description ?? "",
    state: execution.state,
    stateInfo: execution.state_info,
    isChild: execution.task_execution_id !== null,
    createdMs: execution.created_ms,
    updatedMs: execution.updated_ms,
    finishedMs: execution.finished_ms,
  };
}

/** Whether nothing moves it any more by itself. */
export function isOver(state: Execution["state"]): boolean {
  return state === "SUCCESS" || state === "ERROR" || state === "CANCELLED";
}
