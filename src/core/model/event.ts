import type { Json, JsonMap } from "../base/index.ts";
import type { ActionResult } from "./action.ts";
import type { TaskState } from "./states.ts";

/** What happened to an execution since its last decision. Stored as JSON when it must survive a crash. */
export type ExecutionEvent =
  /** The execution was created and is to begin. */
  | { readonly type: "started" }
  | { readonly type: "actionFinished"; readonly actionId: string; readonly result: ActionResult }
  /** An asynchronous action was paused or went on, told from outside. */
  | { readonly type: "actionMoved"; readonly actionId: string; readonly state: "PAUSED" | "RUNNING" }
  | {
      readonly type: "childFinished";
      readonly childId: string;
      readonly state: "SUCCESS" | "ERROR" | "CANCELLED";
      readonly stateInfo: string | null;
      readonly output: JsonMap | null;
    }
  /** `isByParent`: the parent itself asked for it, so it need not follow. */
  | {
      readonly type: "childMoved";
      readonly childId: string;
      readonly state: "PAUSED" | "RUNNING";
      readonly isByParent?: boolean;
    }
  | { readonly type: "timerFired"; readonly timerId: string }
  | { readonly type: "pauseRequested"; readonly isByParent?: boolean }
  | { readonly type: "resumeRequested"; readonly env: JsonMap | null; readonly isByParent?: boolean }
  | {
      readonly type: "stopRequested";
      readonly state: "SUCCESS" | "ERROR" | "CANCELLED";
      readonly message: string | null;
    }
  | { readonly type: "rerunRequested"; readonly taskId: string; readonly reset: boolean; readonly env: JsonMap | null }
  | { readonly type: "skipRequested"; readonly taskId: string }
  /** A task below was rerun: this execution is running again and waits for the child (semantics 14.8). */
  | { readonly type: "childRestarted"; readonly childId: string }
  | { readonly type: "envUpdated"; readonly env: JsonMap }
  /** The environment of the root execution has changed, which `env()` reads at every level. */
  | { readonly type: "rootEnvironmentChanged"; readonly environment: JsonMap };

/** A moment that an execution waits for. */
export interface TimerRecord {
  readonly id: string;
  readonly executionId: string;
  readonly at: number;
  /** What the engine set it for; it reads this back when the timer fires. */
  readonly purpose: Json;
}

/** An event on its way from one execution to another. It is remembered until the receiver's decision is. */
export interface MessageRecord {
  readonly id: string;
  readonly executionId: string;
  readonly event: ExecutionEvent;
  readonly createdAt: number;
}

/** Something that listeners outside are told (`notify` of an execution's params, or of the deployment). */
export interface NotificationEvent {
  readonly name: string;
  readonly executionId: string;
  readonly taskId: string | null;
  readonly state: TaskState;
  readonly at: number;
  /** Those who are to be told. */
  readonly listeners: readonly JsonMap[];
  /** The execution or the task as listeners are shown it. */
  readonly body: JsonMap;
}

/** An event on its way to one listener, remembered until it was told. */
export interface NotificationRecord {
  readonly id: string;
  readonly executionId: string;
  readonly projectId: string;
  /** The name of the event. */
  readonly event: string;
  readonly listener: JsonMap;
  readonly body: JsonMap;
  /** How often it was tried. */
  readonly attempts: number;
  readonly dueAt: number;
  readonly createdAt: number;
}
