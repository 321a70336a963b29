import type {
  ActionRecord,
  Decision,
  ExecutionRecord,
  MessageRecord,
  MigrationRecord,
  NotificationEvent,
  NotificationRecord,
  TaskRecord,
  TimerRecord,
} from "../../core/model/index.ts";
import type { Dispatched, ExecutionCommit } from "../../store/index.ts";

/** What a decision becomes: rows to store, and what to do once they are stored. */
export interface Outcome {
  readonly commit: ExecutionCommit;
  readonly children: readonly { readonly execution: ExecutionRecord; readonly message: MessageRecord }[];
  readonly messages: readonly MessageRecord[];
  readonly timers: readonly TimerRecord[];
  /** Actions that this node claimed with the commit, to be run at once. */
  readonly claimed: readonly string[];
  /** Actions left in the queue for whoever is free. */
  readonly queued: readonly string[];
  readonly cancelled: readonly string[];
  /** What listeners are to be told, each one for itself. */
  readonly notifications: readonly NotificationRecord[];
}

/** An execution as it stands after a commit. It moves on: it is to be read at once. */
export interface Standing {
  readonly execution: ExecutionRecord;
  /** By id. */
  readonly tasks: ReadonlyMap<string, TaskRecord>;
  readonly actions: ReadonlyMap<string, ActionRecord>;
}

export interface CommitSource {
  readonly executionId: string;
  readonly projectId: string;
  readonly expectedVersion: number | null;
  /** The execution's own row, when this commit creates it. */
  readonly created: ExecutionRecord | undefined;
  readonly decision: Decision;
  readonly messagesConsumed: readonly string[];
  readonly timersFired: readonly string[];
  /** Set when the decision moves the execution to another specification. */
  readonly migrated?: MigrationRecord | undefined;
}

/**
 * Turns a decision's commands into rows of its own transaction (invariant 4: no row, no deed).
 *
 * @param source the decision and what it dealt with
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @param newId gives ids to messages
 * @param claim whether this node has a free place for one more action, which is then taken
 * @param nodeId this node
 */
export function outcomeOf(
  source: CommitSource,
  now: number,
  newId: () => string,
  claim: (actionId: string) => boolean,
  nodeId: string,
): Outcome {
  const children: { execution: ExecutionRecord; message: MessageRecord }[] = [];
  const messages: MessageRecord[] = [];
  const timers: TimerRecord[] = [];
  const timersRemoved = [...source.timersFired];
  const dispatched: Dispatched[] = [];
  const cancelled: string[] = [];
  const notifications: NotificationRecord[] = [];

  for (const command of source.decision.commands) {
    switch (command.type) {
      case "runAction":
        dispatched.push({ actionId: command.actionId, claimedBy: claim(command.actionId) ? nodeId : null });
        break;
      case "cancelAction":
        cancelled.push(command.actionId);
        break;
      case "startChild": {
        const { execution } = command;
        const message = { id: newId(), executionId: execution.id, event: { type: "started" }, createdAt: now } as const;
        children.push({ execution, message });
        break;
      }
      case "tell":
        messages.push({ id: newId(), executionId: command.executionId, event: command.event, createdAt: now });
        break;
      case "setTimer":
        timers.push(command.timer);
        break;
      case "cancelTimer":
        timersRemoved.push(command.timerId);
        break;
      case "notify":
        notifications.push(...notificationsOf(command.event, source.projectId, newId));
        break;
    }
  }

  const created = [
    ...(source.created === undefined ? [] : [source.created]),
    ...children.map((child) => child.execution),
  ];
  return {
    commit: {
      executionId: source.executionId,
      expectedVersion: source.expectedVersion,
      created,
      changes: source.decision.changes,
      timersSet: timers,
      timersRemoved,
      messagesSent: [...messages, ...children.map((child) => child.message)],
      messagesConsumed: source.messagesConsumed,
      dispatched,
      notifications,
      ...(source.migrated === undefined ? {} : { migrated: source.migrated }),
    },
    children,
    messages,
    timers,
    claimed: dispatched.filter(({ claimedBy }) => claimedBy !== null).map(({ actionId }) => actionId),
    queued: dispatched.filter(({ claimedBy }) => claimedBy === null).map(({ actionId }) => actionId),
    cancelled,
    notifications,
  };
}

function notificationsOf(
  { name, executionId, listeners, body, at }: NotificationEvent,
  projectId: string,
  newId: () => string,
): NotificationRecord[] {
  const shared = { executionId, projectId, event: name, body, attempts: 0, dueAt: at, createdAt: at };
  return listeners.map((listener) => ({ ...shared, id: newId(), listener }));
}

/** For which nodes those of its new actions are meant that are meant for certain ones, by their ids. */
export function targetsOf({ changes }: Decision): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const change of changes) {
    if (change.type !== "actionCreated" || change.action.target === null) continue;
    targets.set(change.action.id, change.action.target);
  }
  return targets;
}
