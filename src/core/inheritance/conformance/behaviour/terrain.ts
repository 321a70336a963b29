import { closure, hasBit } from "./bits.ts";
import type { Bits } from "./bits.ts";
import type { Net, Node } from "./space/net.ts";

/** A net with what follows from it and is asked for again and again. */
export class Terrain {
  readonly net: Net;
  readonly isJoin: readonly boolean[];
  /** For each task those to which a way leads, whatever the conditions on it. */
  readonly reach: readonly Bits[];
  /** The same along what can be taken: `on-skip` never is. */
  readonly taken: readonly Bits[];
  /** For each task the joins to which a way leads that can be taken, itself included. */
  readonly joinsFrom: readonly (readonly number[])[];
  /** For each task the joins that count it among their inbound tasks. */
  readonly feeds: readonly (readonly number[])[];

  constructor(net: Net) {
    this.net = net;
    this.isJoin = net.nodes.map(({ needed, isForAll }) => needed !== 0 || isForAll);
    this.reach = closure(net.nodes.map(({ leadsTo }) => leadsTo));
    this.taken = closure(
      net.nodes.map(({ onSuccess, onError }) => [...onSuccess, ...onError].map(({ to }) => to).filter((to) => to >= 0)),
    );
    const joins = [...net.nodes.keys()].filter((task) => this.isJoin[task] === true);
    this.joinsFrom = net.nodes.map((_, task) => joins.filter((join) => join === task || this.canTake(task, join)));
    const feeds = net.nodes.map((): number[] => []);
    for (const [join, { inbound }] of net.nodes.entries()) {
      if (this.isJoin[join] === true) for (const source of inbound) feeds[source]?.push(join);
    }
    this.feeds = feeds;
  }

  node(task: number): Node {
    const node = this.net.nodes[task];
    if (node === undefined) throw new Error(`There is no task ${task} on this side`);
    return node;
  }

  leads(from: number, to: number): boolean {
    const reached = this.reach[from];
    return reached !== undefined && hasBit(reached, to);
  }

  canTake(from: number, to: number): boolean {
    const reached = this.taken[from];
    return reached !== undefined && hasBit(reached, to);
  }

  /** Whether a way leads from the task back to itself. */
  isInLoop(task: number): boolean {
    return this.leads(task, task);
  }
}
