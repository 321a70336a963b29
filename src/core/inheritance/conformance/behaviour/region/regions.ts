import { cutOut } from "./cut-out.ts";
import type { Part } from "./cut-out.ts";
import type { Question } from "../space/net.ts";
import { RegionGraph, runOnce } from "./region-graph.ts";
import { inboundFrom, isJoin } from "../space/net.ts";
import type { Region } from "./region-graph.ts";

/**
 * Cuts out what differs between two workflows, each difference with the least around it that is entered at a single task
 * (design, section 11, "locality first"). When every part behaves like its counterpart, so does the whole: sequence and
 * parallel composition keep branching bisimilarity. The reverse does not hold.
 *
 * @returns none when nothing differs; undefined when there is nothing to be gained
 */
export function partsOf(question: Question): Part[] | undefined {
  const regions = new Cutter(question).regions();
  const size = regions.reduce((sum, { tasks }) => sum + tasks.size, 0);
  if (size >= question.tasks.length) return undefined;
  return regions.flatMap((region) => cutOut(question, region));
}

class Cutter {
  private readonly graph: RegionGraph;
  private readonly once: readonly ReadonlySet<number>[];

  constructor(question: Question) {
    this.graph = new RegionGraph(question);
    this.once = [runOnce(question.parent), runOnce(question.child)];
  }

  regions(): Region[] {
    const pending = this.graph.changes();
    const regions: Region[] = [];
    for (let group = pending.pop(); group !== undefined; group = pending.pop()) {
      const region = this.regionOf(group);
      const others = regions.filter(({ tasks }) => [...tasks].some((task) => region.tasks.has(task)));
      if (others.length === 0) {
        regions.push(region);
        continue;
      }
      const merged = new Set(region.tasks);
      for (const other of others) {
        regions.splice(regions.indexOf(other), 1);
        for (const task of other.tasks) merged.add(task);
      }
      pending.push(merged);
    }
    return regions;
  }

  /** The least region around some tasks. */
  private regionOf(core: ReadonlySet<number>): Region {
    const grown = new Set(core);
    for (;;) {
      const entry = this.graph.entryOf(grown);
      const tasks = this.between(entry, grown);
      if (entry === this.graph.root && tasks.size > this.graph.question.tasks.length) return { entry, tasks };
      const more = this.troubleOf(entry, tasks);
      if (more === undefined) return { entry, tasks };
      for (const task of tasks) grown.add(task);
      grown.add(more);
    }
  }

  /** Everything from which a way leads to one of the tasks without coming by the entry. */
  private between(entry: number, core: ReadonlySet<number>): Set<number> {
    const tasks = new Set([...core, entry]);
    for (const task of tasks) if (task !== entry) for (const source of this.graph.sourcesOf(task)) tasks.add(source);
    return tasks;
  }

  /** A task that must belong to the region, too; undefined when it can be cut out. */
  private troubleOf(entry: number, tasks: ReadonlySet<number>): number | undefined {
    const { root, question } = this.graph;
    const { parent, child } = question;
    if (entry !== root && [...this.graph.sourcesOf(entry)].some((source) => tasks.has(source)))
      return this.graph.above(entry);
    const [was, is] = [parent.nodes[entry], child.nodes[entry]];
    if (entry !== root && isJoin(question, entry)) {
      const isSame =
        was?.needed === is?.needed && was?.isForAll === is?.isForAll && was?.inbound.join() === is?.inbound.join();
      if (!isSame) return this.graph.above(entry);
    }
    let needsOnce = [...tasks].some((task) => task !== entry && isJoin(question, task));
    for (const task of tasks) {
      for (const join of this.graph.targetsOf(task)) {
        if (tasks.has(join) || !isJoin(question, join)) continue;
        needsOnce = true;
        const [before, after] = [parent, child].map((net) => inboundFrom(net, join, tasks));
        if (before?.join() !== after?.join() && (before?.length !== 1 || after?.length !== 1)) return join;
      }
    }
    // What comes a moment later matters to a join that is fed again and again.
    const far = [...this.graph.reachOf(tasks)].find(
      (task) => !tasks.has(task) && isJoin(question, task) && !this.once.every((once) => once.has(task)),
    );
    if (far !== undefined) return far;
    const isOnce = entry === root || this.once.every((once) => once.has(entry));
    return needsOnce && !isOnce ? this.graph.above(entry) : undefined;
  }
}
