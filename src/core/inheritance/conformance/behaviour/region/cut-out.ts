import { command, isJoin } from "../space/net.ts";
import type { Entry, Net, Node, Question, Role } from "../space/net.ts";
import type { Region } from "./region-graph.ts";
import { exitKey, SignalTable } from "./signals.ts";
import type { Signal } from "./signals.ts";

/** A region as a question of its own. */
export interface Part {
  readonly question: Question;
  /** The numbers that tasks of the whole have here. */
  readonly places: ReadonlyMap<number, number>;
  readonly signals: { readonly parent: Signal; readonly child: Signal };
}

/**
 * Makes a question of its own of a region: what leads out of it is an exit that is seen, unless it is the same on both sides
 * anyway.
 *
 * @returns two where the entry is a join: one for its start, one for the case that it can never start
 */
export function cutOut(whole: Question, region: Region): Part[] {
  const cut = new Cut(whole, region);
  return isJoin(whole, region.entry) ? [cut.part("seen"), cut.part("given-up")] : [cut.part("seen")];
}

class Cut {
  private readonly whole: Question;
  private readonly region: Region;
  private readonly places = new Map<number, number>();
  private readonly names: string[] = [];
  private readonly roles: Role[] = [];
  private readonly exits = new Map<string, number>();
  /** For each exit where it leads. */
  private readonly exitTargets = new Map<number, number>();

  constructor(whole: Question, region: Region) {
    this.whole = whole;
    this.region = region;
    const inside = [...region.tasks].filter((task) => task < whole.tasks.length).toSorted((a, b) => a - b);
    const isNew = (task: number): boolean => whole.roles[task] === "hidden";
    for (const task of inside) if (!isNew(task)) this.add(task);
    if (region.tasks.has(whole.tasks.length)) this.add(whole.tasks.length);
    // Exits are found while clauses are cut, and must have their places before the new tasks.
    for (const net of [whole.parent, whole.child]) for (const task of region.tasks) this.outcomesOf(net, task);
    for (const task of inside) if (isNew(task)) this.add(task);
  }

  part(entryRole: "seen" | "given-up"): Part {
    const { whole, region } = this;
    const entry = this.places.get(region.entry) ?? 0;
    const isRoot = region.entry === whole.tasks.length;
    const roles = this.roles.map((role, place) => (place === entry && !isRoot ? entryRoleOf(role, entryRole) : role));
    const question: Question = {
      tasks: this.names,
      roles,
      atoms: whole.atoms,
      parent: this.cutNet(whole.parent, entry),
      child: this.cutNet(whole.child, entry),
    };
    const table = new SignalTable(whole, region, this.places, this.exitTargets);
    return { question, places: this.places, signals: { parent: table.of(whole.parent), child: table.of(whole.child) } };
  }

  private add(task: number): void {
    this.places.set(task, this.names.length);
    const isRoot = task === this.whole.tasks.length;
    this.names.push(isRoot ? "the start" : (this.whole.tasks[task] ?? ""));
    this.roles.push(isRoot ? "hidden" : (this.whole.roles[task] ?? "hidden"));
  }

  private cutNet(net: Net, entry: number): Net {
    const nodes: Node[] = [];
    for (const [task, place] of this.places)
      if (task === this.root || net.nodes[task] !== undefined) nodes[place] = this.cutNode(net, task);
    for (const place of this.exitTargets.keys()) nodes[place] = plainNode([], []);
    return { nodes, starts: [entry] };
  }

  private cutNode(net: Net, task: number): Node {
    const [onSuccess, onError] = this.outcomesOf(net, task);
    const node = net.nodes[task];
    const inside = (tasks: readonly number[]): number[] => tasks.flatMap((one) => this.places.get(one) ?? []);
    if (node === undefined) return { ...plainNode(onSuccess, onError), leadsTo: inside(net.starts) };
    const leadsTo = inside(node.leadsTo);
    if (task === this.region.entry) return { ...plainNode(onSuccess, onError), leadsTo };
    return { needed: node.needed, isForAll: node.isForAll, inbound: inside(node.inbound), leadsTo, onSuccess, onError };
  }

  private get root(): number {
    return this.whole.tasks.length;
  }

  private outcomesOf(net: Net, task: number): [Entry[], Entry[]] {
    const other = net === this.whole.parent ? this.whole.child : this.whole.parent;
    const [mine, theirs] = [this.entriesOf(net, task), this.entriesOf(other, task)];
    // A join inside may follow its errors without having run, which nobody sees.
    const isSeen = task === this.region.entry || !isJoin(this.whole, task);
    return [this.cutEntries(task, mine[0], theirs[0], true), this.cutEntries(task, mine[1], theirs[1], isSeen)];
  }

  private entriesOf(net: Net, task: number): readonly [readonly Entry[], readonly Entry[]] {
    if (task !== this.root) return [net.nodes[task]?.onSuccess ?? [], net.nodes[task]?.onError ?? []];
    return [net.starts.map((to): Entry => ({ to, atom: -1, isNegated: false, handles: false })), []];
  }

  /** @param isSeen whether these entries are taken upon something that is seen */
  private cutEntries(source: number, mine: readonly Entry[], theirs: readonly Entry[], isSeen: boolean): Entry[] {
    const isCommand = ({ to }: Entry): boolean => to === command.fail || to === command.succeed;
    const canCut = isSeen && ![...mine, ...theirs].some(isCommand);
    const isInside = ({ to }: Entry): boolean => to < 0 || this.region.tasks.has(to);
    const isCommon = (entry: Entry): boolean => countOf(mine, entry) === countOf(theirs, entry);
    const special = new Set(
      [...mine, ...theirs].filter((entry) => isInside(entry) || !isCommon(entry)).map(({ atom }) => atom),
    );
    return mine.flatMap((entry): Entry[] => {
      if (entry.to < 0) return [entry];
      const place = this.places.get(entry.to);
      if (place !== undefined && this.region.tasks.has(entry.to)) return [{ ...entry, to: place }];
      // A new task's place is not known yet while exits are looked for.
      if (this.region.tasks.has(entry.to)) return [];
      const isTold = !canCut || !isCommon(entry) || (entry.atom >= 0 && special.has(entry.atom));
      if (isTold) return [{ ...entry, to: this.exitTo(source, entry.to) }];
      return entry.handles ? [{ ...entry, to: command.nothing }] : [];
    });
  }

  private exitTo(source: number, target: number): number {
    const key = exitKey(this.whole, this.region, source, target);
    const known = this.exits.get(key);
    if (known !== undefined) return known;
    const place = this.names.length;
    this.exits.set(key, place);
    this.exitTargets.set(place, target);
    this.names.push(this.whole.tasks[target] ?? "");
    this.roles.push("exit");
    return place;
  }
}

function entryRoleOf(role: Role, wanted: "seen" | "given-up"): Role {
  return wanted === "given-up" ? wanted : role;
}

function plainNode(onSuccess: readonly Entry[], onError: readonly Entry[]): Node {
  return { needed: 0, isForAll: false, inbound: [], leadsTo: [], onSuccess, onError };
}

function countOf(entries: readonly Entry[], { to, atom, isNegated, handles }: Entry): number {
  return entries.filter(
    (one) => one.to === to && one.atom === atom && one.isNegated === isNegated && one.handles === handles,
  ).length;
}
