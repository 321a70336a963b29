import { closure, hasBit } from "../bits.ts";
import { inboundFrom, isJoin } from "../space/net.ts";
import type { Net, Question } from "../space/net.ts";
import type { Region } from "./region-graph.ts";
import { isOver } from "../space/state.ts";
import type { State } from "../space/state.ts";

/** What the rest can tell of a state inside of a region. */
export type Signal = (state: State) => string;

/**
 * By what an exit is known: a join counts those who lead to it, so where several may do so they are different exits.
 *
 * @param source who leads out
 * @param target where to
 */
export function exitKey(question: Question, { tasks }: Region, source: number, target: number): string {
  const { parent, child } = question;
  const [before, after] = [inboundFrom(parent, target, tasks), inboundFrom(child, target, tasks)];
  return isJoin(question, target) && before.join() === after.join() ? `${target}<${source}` : `${target}`;
}

/**
 * A command or an error that nothing handles is the end of everything, so it is seen as soon as it is there. A join outside fails when nothing that is under way can lead to what it waits for. So of a state inside it is seen which
 * inbound tasks of such joins can still be led to.
 */
export class SignalTable {
  private readonly whole: Question;
  private readonly region: Region;
  private readonly places: ReadonlyMap<number, number>;
  private readonly exits: ReadonlyMap<number, number>;

  /** @param exits the targets of exits, by their numbers in the part */
  constructor(
    whole: Question,
    region: Region,
    places: ReadonlyMap<number, number>,
    exits: ReadonlyMap<number, number>,
  ) {
    this.whole = whole;
    this.region = region;
    this.places = places;
    this.exits = exits;
  }

  of(net: Net): Signal {
    const forced = ({ end, isForced }: State): string => (isForced ? (end ?? "") : "");
    const watched = this.watchedIn(net);
    if (watched.length === 0) return forced;
    const reach = closure(net.nodes.map(({ leadsTo }) => leadsTo));
    const leads = (from: number, to: number): boolean => {
      const bits = reach[from];
      return from === to || (bits !== undefined && hasBit(bits, to));
    };
    const tokens: string[][] = [];
    for (const [task, place] of this.places) {
      const froms = task === this.whole.tasks.length ? net.starts : [task];
      tokens[place] = watched
        .filter(({ source }) => froms.some((from) => leads(from, source)))
        .map(({ token }) => token);
    }
    for (const [place, target] of this.exits) {
      const own = watched.filter(({ join, isInside }) => isInside && join === target).map(({ token }) => token);
      tokens[place] = [...own, ...watched.filter(({ source }) => leads(target, source)).map(({ token }) => token)];
    }
    return (state) => {
      const active = state.execs.filter((exec) => !isOver(exec) && exec.phase !== "waiting");
      return [...new Set(active.flatMap(({ task }) => tokens[task] ?? []))].toSorted().join() + forced(state);
    };
  }

  private watchedIn(net: Net): { join: number; source: number; token: string; isInside: boolean }[] {
    const { tasks } = this.region;
    return [...net.nodes.entries()].flatMap(([join, { needed, isForAll, inbound }]) => {
      if (tasks.has(join) || (needed === 0 && !isForAll)) return [];
      return inbound.map((source) => {
        const isInside = tasks.has(source);
        const token = isInside ? exitKey(this.whole, this.region, source, join) : `${source}`;
        return { join, source, token, isInside };
      });
    });
  }
}
