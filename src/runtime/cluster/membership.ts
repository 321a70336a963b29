import type { NodeAbout, NodeRecord, Pending } from "../../store/index.ts";
import { recoverActions, type RecoveryOptions } from "../actions/recovery.ts";
import type { Clock } from "../clock.ts";
import { forgetNodes } from "../workers/worker-id.ts";

export interface MembershipOptions extends RecoveryOptions {
  readonly clock: Clock;
  readonly nodeId: string;
  /** What the others are told of this node. Without the role of an engine it takes up nothing that they leave. */
  readonly about: NodeAbout;
  /** How long a node may be silent before it counts as dead, in milliseconds. */
  readonly leaseMs: number;
  /** Has an execution looked at: its stored messages, and what was begun and not decided to the end. */
  readonly look: (executionId: string) => void;
  /** How many executions more it may have looked at for now. */
  readonly freeTurns: () => number;
  /** Called with each renewal of the lease: wakes may have been lost, or other nodes have left something. */
  readonly onBeat: (pending: Pending) => void;
  /** Actions claimed by this node that it never began, if it has any claimed. */
  readonly findStrays: (hasClaimed: boolean) => Promise<readonly string[]>;
  /** Watches over work that nobody waits for. */
  readonly inBackground: (what: string, work: Promise<unknown>) => void;
}

const everything = Number.MAX_SAFE_INTEGER;

/**
 * A node that has died is remembered for so many leases: one that was only slow may have stored more since its work was
 * taken up.
 */
const leasesRemembered = 10;

/** This node among the others: holds its lease, and takes up what those leave that have lost theirs. */
export class Membership {
  readonly #options: MembershipOptions;
  #takeBack: () => void = () => {};
  #isStopped = false;

  constructor(options: MembershipOptions) {
    this.#options = options;
  }

  /** Joins the others, and takes up whatever nobody does. @throws the database's error */
  async join(): Promise<void> {
    const { store, clock, look } = this.#options;
    await forgetNodes(store);
    await this.#hold();
    this.#beat();
    if (!this.#isEngine) return;
    await recoverActions(this.#options);
    for (const id of await store.stuckExecutions(everything)) look(id);
    for (const id of await store.executionsWithMessages(clock.now() + 1, everything)) look(id);
  }

  get #isEngine(): boolean {
    return this.#options.about.roles.includes("engine");
  }

  /** Takes care of nobody any more, and renews the lease no longer. */
  stop(): void {
    this.#isStopped = true;
    this.#takeBack();
  }

  /**
   * Leaves the others.
   *
   * @param notBegun ids of actions that this node has claimed and not begun
   * @param isAnyLeft whether there is more to be taken up, of which a lease that has ended tells the others
   */
  async leave(notBegun: readonly string[], isAnyLeft: boolean): Promise<void> {
    const { store, nodeId } = this.#options;
    await this.#giveBack(notBegun);
    await (isAnyLeft ? store.holdLease(nodeId, 0) : store.removeNode(nodeId));
  }

  #beat(): void {
    const { clock, leaseMs, inBackground } = this.#options;
    this.#takeBack = clock.after(leaseMs / 3, () => {
      const look = this.#lookAround().finally(() => {
        if (!this.#isStopped) this.#beat();
      });
      inBackground("heartbeat", look);
    });
  }

  async #lookAround(): Promise<void> {
    const { store, nodeId, about, leaseMs, clock, tally, look, onBeat, findStrays } = this.#options;
    const messagesBefore = clock.now() - leaseMs;
    const pending = await store.heartbeat({ nodeId, leaseMs, about, messagesBefore });
    tally.leaseRenewedAt = clock.now();
    if (this.#isStopped) return;
    onBeat(pending);
    await this.#giveBack(await findStrays(pending.hasClaimed));
    if (!this.#isEngine) return;
    if (pending.hasOrphans) await recoverActions(this.#options);
    // Who has enough to do leaves it to the others, or to a later beat.
    const most = pending.hasMessages ? this.#options.freeTurns() : 0;
    if (most > 0) for (const id of await store.executionsWithMessages(messagesBefore, most)) look(id);
    if (pending.hasDeadNodes) await this.#buryDead(await store.nodes());
  }

  async #hold(): Promise<void> {
    const { store, nodeId, about, leaseMs, clock, tally } = this.#options;
    await store.holdLease(nodeId, leaseMs, about);
    tally.leaseRenewedAt = clock.now();
  }

  /** By the database's clock, which this node's own row has just been given. */
  async #buryDead(nodes: readonly NodeRecord[]): Promise<void> {
    const { store, nodeId, leaseMs, look } = this.#options;
    const dead = nodes.filter(({ isAlive }) => !isAlive);
    if (dead.length === 0) return;
    for (const id of await store.stuckExecutions(everything)) look(id);
    const now = nodes.find(({ id }) => id === nodeId)?.heartbeatAt ?? 0;
    for (const { id, leaseUntil } of dead) {
      if (leaseUntil + leaseMs * leasesRemembered < now) await store.removeNode(id);
    }
  }

  async #giveBack(actionIds: readonly string[]): Promise<void> {
    const { store, nodeId, onQueued } = this.#options;
    if (actionIds.length === 0) return;
    await store.requeueActions(actionIds, nodeId);
    await store.wake({ type: "actionsQueued" });
    onQueued();
  }
}
