import type { JsonMap } from "../../base/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import { emptyContext, extend, fromMap, toMap, type Context } from "./context.ts";
import { mergeMaps } from "./maps.ts";
import { parseSource, publishedIn, sourcesIn } from "./rounds.ts";

interface Entry {
  readonly published: JsonMap | null;
  readonly sources: readonly string[];
  readonly outbound: Context;
}

type FindTask = (id: string) => TaskRecord;

/**
 * The contexts of tasks, which are not stored: they follow from what tasks published and from whom they got it. An entry is
 * valid as long as the task's own `published` and `sources` are the same objects.
 */
export class ContextCache {
  readonly #entries = new Map<string, Entry>();

  /**
   * What a task hands on: what it got, updated by what it published (Mistral 15, semantics 7.1).
   *
   * @param source names the task and the round (see `rounds.ts`)
   * @param find looks a task up
   */
  outboundOf(source: string, find: FindTask): Context {
    const open = [source];
    for (let current = open.at(-1); current !== undefined; current = open.at(-1)) {
      const { taskId, round } = parseSource(current);
      const task = find(taskId);
      const published = publishedIn(task, round);
      const sources = sourcesIn(task, round);
      if (this.#valid(current, published, sources) !== undefined) {
        open.pop();
        continue;
      }
      const missing = sources.filter((inner) => inner !== current && this.#current(inner, find) === undefined);
      if (missing.length > 0) {
        open.push(...missing);
        continue;
      }
      const outbound = extend(this.#merge(sources, find), published);
      this.#entries.set(current, { published, sources, outbound });
      open.pop();
    }
    return this.#current(source, find) ?? emptyContext;
  }

  /**
   * What a task gets from the tasks before it. Several contexts are merged key by key, and over them what those tasks
   * published themselves: a value published right before a join wins (Mistral 15, semantics 6.8).
   */
  inboundOf(sources: readonly string[], find: FindTask): Context {
    for (const source of sources) this.outboundOf(source, find);
    return this.#merge(sources, find);
  }

  #merge(sources: readonly string[], find: FindTask): Context {
    const [only] = sources;
    if (only === undefined) return emptyContext;
    if (sources.length === 1) return this.#current(only, find) ?? emptyContext;
    let context: JsonMap = {};
    let published: JsonMap = {};
    for (const source of sources) {
      context = mergeMaps(context, toMap(this.#current(source, find) ?? emptyContext));
      const { taskId, round } = parseSource(source);
      published = mergeMaps(published, publishedIn(find(taskId), round) ?? {});
    }
    return fromMap(mergeMaps(context, published));
  }

  #current(source: string, find: FindTask): Context | undefined {
    const { taskId, round } = parseSource(source);
    const task = find(taskId);
    return this.#valid(source, publishedIn(task, round), sourcesIn(task, round));
  }

  #valid(source: string, published: JsonMap | null, sources: readonly string[]): Context | undefined {
    const entry = this.#entries.get(source);
    return entry !== undefined && entry.published === published && entry.sources === sources
      ? entry.outbound
      : undefined;
  }
}
