import type { Caller } from "../core/model/index.ts";
import { isAdmin, type Library } from "../library/index.ts";
import type { Maintenance, Runtime, Workers } from "../runtime/index.ts";
import type { EventInbox, Triggers, Webhooks } from "../triggers/index.ts";
import type { Store, Visibility } from "../store/index.ts";
import type { AuditTrail } from "./audit/audit-trail.ts";

/** What the routes work with. */
export interface Service {
  readonly store: Store;
  readonly library: Library;
  readonly runtime: Runtime;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Whether callers have to prove who they are. */
  readonly isAuthenticated: boolean;
  /** Whether action executions may be deleted (Mistral's `allow_action_execution_deletion`). */
  readonly mayDeleteActionExecutions: boolean;
  readonly triggers: Triggers;
  /** Undefined where no events are taken. */
  readonly events?: EventDoor;
  readonly workers: Workers;
  readonly maintenance: Pick<Maintenance, "status" | "change">;
  /** The text that `/info` answers, JSON; undefined where there is none. */
  readonly readInfo?: () => Promise<string>;
  /** Keeps who changed what; undefined where nobody wants to know. */
  readonly auditTrail?: AuditTrail;
  /** Whether this node answers requests; if not, it tells of its health only. It does if not said. */
  readonly isApi?: boolean;
  /** Undefined where nothing is counted. */
  readonly metrics?: NodeMetrics;
}

/** What a node counts, and who may read it. */
export interface NodeMetrics {
  readonly readers: "anybody" | "callers" | "admins";
  readonly contentType: string;
  text(): Promise<string>;
  /**
   * Counts a request.
   *
   * @param request `route` is the path with names for its variable parts, `none` where no path was found
   */
  answered(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly durationMs: number;
  }): void;
}

/** Where events come in. */
export interface EventDoor {
  readonly inbox: Pick<EventInbox, "receive">;
  readonly webhooks: Pick<Webhooks, "read">;
}

/** What the caller sees in a list of executions, tasks and actions. */
export function ownOf(caller: Caller): Visibility {
  return { project: caller.project, withPublic: false };
}

/** What the caller sees when it names one by its id; an admin sees all. */
export function ownById(caller: Caller): Visibility {
  return isAdmin(caller) ? "all" : ownOf(caller);
}
