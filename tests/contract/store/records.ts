import { randomUUID } from "node:crypto";
import type {
  ActionRecord,
  ExecutionEvent,
  ExecutionRecord,
  MessageRecord,
  RevisionRecord,
  TaskRecord,
  TimerRecord,
  WorkflowRecord,
} from "../../../src/core/model/index.ts";
import type { Visibility } from "../../../src/store/index.ts";

export const project = "p1";
export const mine: Visibility = { project, withPublic: true };

export function execution(set: Partial<ExecutionRecord> = {}): ExecutionRecord {
  const id = set.id ?? randomUUID();
  return {
    id,
    projectId: project,
    workflowId: "w1",
    workflowName: "hello",
    workflowNamespace: "",
    workflowRevision: 1,
    description: "",
    tags: [],
    state: "RUNNING",
    stateInfo: null,
    input: {},
    params: { namespace: "" },
    output: null,
    variables: {},
    publishedGlobal: {},
    environment: null,
    parentTaskId: null,
    parentExecutionId: null,
    rootId: id,
    index: 0,
    accepted: true,
    backlog: null,
    createdAt: 1000,
    updatedAt: 1000,
    finishedAt: null,
    trace: null,
    version: 0,
    ...set,
  };
}

/** A sub-workflow that a task of the parent started. */
export function child(parent: ExecutionRecord, taskId: string, set: Partial<ExecutionRecord> = {}): ExecutionRecord {
  return execution({ parentExecutionId: parent.id, parentTaskId: taskId, rootId: parent.rootId, ...set });
}

export function task(of: ExecutionRecord, set: Partial<TaskRecord> = {}): TaskRecord {
  return {
    id: randomUUID(),
    executionId: of.id,
    rootId: of.rootId,
    projectId: of.projectId,
    workflowId: of.workflowId,
    workflowName: of.workflowName,
    workflowNamespace: of.workflowNamespace,
    name: "t1",
    type: "ACTION",
    tags: [],
    state: "RUNNING",
    stateInfo: null,
    published: null,
    publishedGlobal: {},
    processed: false,
    runtimeContext: {},
    sources: [],
    next: [],
    isErrorHandled: false,
    ordinal: 1,
    createdAt: 1000,
    updatedAt: 1000,
    startedAt: null,
    finishedAt: null,
    ...set,
  };
}

export function action(of: TaskRecord | null, set: Partial<ActionRecord> = {}): ActionRecord {
  return {
    id: randomUUID(),
    projectId: of?.projectId ?? project,
    executionId: of?.executionId ?? null,
    rootId: of?.rootId ?? null,
    taskId: of?.id ?? null,
    taskName: of?.name ?? null,
    workflowName: of?.workflowName ?? null,
    workflowNamespace: "",
    name: "std.echo",
    description: "",
    tags: null,
    state: "RUNNING",
    stateInfo: null,
    accepted: false,
    input: { output: "x" },
    output: null,
    index: 0,
    run: { action: "std.echo", input: { output: "x" }, adhoc: [], timeoutSeconds: null },
    dispatch: "none",
    claimedBy: null,
    target: null,
    isSafeToRerun: false,
    createdAt: 1000,
    updatedAt: 1000,
    ...set,
  };
}

export function timer(of: ExecutionRecord, set: Partial<TimerRecord> = {}): TimerRecord {
  return { id: randomUUID(), executionId: of.id, at: 5000, purpose: { type: "wait-before" }, ...set };
}

export function message(
  to: ExecutionRecord,
  event: ExecutionEvent = { type: "started" },
  set: Partial<MessageRecord> = {},
): MessageRecord {
  return { id: randomUUID(), executionId: to.id, event, createdAt: 1000, ...set };
}

export function workflow(set: Partial<WorkflowRecord> = {}): WorkflowRecord {
  return {
    id: randomUUID(),
    name: "hello",
    namespace: "",
    projectId: project,
    scope: "private",
    createdAt: 1000,
    updatedAt: null,
    workbookName: null,
    revision: 1,
    definition: "version: '2.0'",
    spec: { tasks: { t1: { action: "std.noop" } } },
    tags: [],
    isAbstract: false,
    abstractTasks: [],
    isFinal: false,
    finalTasks: [],
    conforms: null,
    specChecksum: "0".repeat(64),
    inheritanceState: "NONE",
    inheritanceError: null,
    parents: [],
    ...set,
  };
}

export function revision(of: WorkflowRecord, set: Partial<RevisionRecord> = {}): RevisionRecord {
  return {
    workflowId: of.id,
    revision: of.revision,
    name: of.name,
    namespace: of.namespace,
    workbookName: of.workbookName,
    definition: of.definition,
    ownSpec: of.spec,
    spec: of.spec,
    provenance: null,
    edits: null,
    conformance: null,
    abstractTasks: of.abstractTasks,
    isAbstract: of.isAbstract,
    finalTasks: of.finalTasks,
    isFinal: of.isFinal,
    conforms: of.conforms,
    specChecksum: of.specChecksum,
    scope: of.scope,
    cause: null,
    createdAt: of.createdAt,
    createdBy: "somebody",
    ...set,
  };
}
