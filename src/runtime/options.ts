import type { ActionRegistry, Sandbox, SecretSource } from "../actions/index.ts";
import type { JsonMap } from "../core/base/index.ts";
import type { Pending, Store } from "../store/index.ts";
import type { Clock } from "./clock.ts";
import type { Chance } from "./lanes/world.ts";
import type { Role } from "./cluster/roles.ts";
import type { Admission } from "./start.ts";
import type { RuntimeObserver } from "./statistics.ts";
import type { Weights } from "./turns.ts";

export interface RuntimeOptions {
  readonly store: Store;
  readonly actions: ActionRegistry;
  /** Where secrets are that inputs refer to; nowhere if not given. */
  readonly secretSources?: readonly SecretSource[];
  /** Where code runs that came through the interface; there are no such actions if not given. */
  readonly sandbox?: Sandbox;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Most actions that this node runs at the same time; none unless it has the role of an executor. */
  readonly slots: number;
  /** What this node does; everything if not given. */
  readonly roles?: readonly Role[];
  /** What people call it; its id if not given. */
  readonly name?: string;
  /** Further names by which a task's `target` can mean it. */
  readonly targets?: readonly string[];
  /** How many turns a project has in each round, where several wait; one if not given. */
  readonly weights?: Weights;
  /** How many starts and executions may wait for their turn before further starts are refused, see {@link Busy}. */
  readonly queueLimit?: number;
  /** How long this node may be silent before others take it for dead, in milliseconds; it renews three times as often. */
  readonly leaseMs: number;
  readonly rerunLostActions: "safe" | "always";
  /** The largest input, output, params or published of a record, in KiB; no limit when left out or negative. */
  readonly fieldSizeLimitKb?: number;
  /** The address of an action execution for receivers of asynchronous actions; null when the service has none. */
  readonly callbackUrl: (actionId: string) => string | null;
  /** Told of failures that the runtime deals with by itself: a database that is away, a decision that broke. */
  readonly onTrouble: (what: string, error: unknown) => void;
  /** Who is told of what happens in every execution, beside those that one names itself. */
  readonly listeners?: readonly JsonMap[];
  /** Whether a project may start another execution; it may if not given. */
  readonly admit?: (project: string) => Promise<Admission>;
  /** Told when actions are there for workers to fetch. */
  readonly onOffered?: () => void;
  /** Told with each heartbeat what there is to be done in the whole service. */
  readonly onPending?: (pending: Pending) => void;
  readonly observer?: RuntimeObserver;
}
