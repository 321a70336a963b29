/** Something that an operator should know. */
export interface Finding {
  /** `problem`: something does not move, or will not without somebody's help. `notice`: it is as it is meant to be, or soon will be. */
  readonly severity: "problem" | "notice";
  readonly kind:
    | "schema"
    | "no_node"
    | "dead_node"
    | "orphaned_actions"
    | "queue"
    | "no_worker"
    | "late_timers"
    | "late_messages"
    | "late_triggers"
    | "stuck"
    | "maintenance";
  /** What is so, with what it names. */
  readonly message: string;
  /** What to do about it; empty for nothing. */
  readonly advice: string;
  /** Ids of what it is about: executions, actions, nodes. */
  readonly ids: readonly string[];
}

/** One thing that an execution waits for. */
export interface Reason {
  readonly kind:
    | "paused"
    | "message"
    | "action"
    | "worker"
    | "answer"
    | "queue"
    | "timer"
    | "child"
    | "join"
    | "nothing";
  /** The task; null for the execution as a whole. */
  readonly task: string | null;
  readonly message: string;
}

/** An execution that is not finished. */
export interface WaitingExecution {
  readonly id: string;
  readonly workflow: string;
  readonly project: string;
  readonly state: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly createdAt: number;
  readonly reasons: readonly Reason[];
}

/** What the doctor found. */
export interface DoctorReport {
  /** Whether there is no problem among the findings. */
  readonly isHealthy: boolean;
  readonly schema: { readonly current: string | null; readonly latest: string };
  readonly nodes: readonly { readonly id: string; readonly isAlive: boolean; readonly silentMs: number }[];
  readonly findings: readonly Finding[];
  /** How many executions are not finished. */
  readonly unfinished: number;
  /** The oldest of them, or the one that was asked for. */
  readonly executions: readonly WaitingExecution[];
}
