import type { QuotaRecord } from "../../core/model/index.ts";
import type { DefinitionStore, Store } from "../../store/index.ts";
import { DefinitionRefused } from "../refused.ts";
import { Allowance } from "./allowance.ts";

/** What a project may have; -1 sets no limit. */
export interface QuotaLimits {
  /** Workflows, workbooks, ad-hoc actions, environments, code sources and dynamic actions together. */
  readonly definitions: number;
  /** Executions that are not over, without sub-workflows: those belong to the execution that they serve. */
  readonly runningExecutions: number;
  readonly storedBytes: number;
}

/** What it has, in the same units. */
export type QuotaUsage = QuotaLimits;

/** Limits of a project that differ from the settings; null leaves one to them, what is missing stays. */
export type QuotaChange = { readonly [Name in keyof QuotaLimits]?: number | null };

export interface QuotaOptions {
  readonly store: Store;
  /** For projects that nobody set anything for. */
  readonly defaults: QuotaLimits;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

/** How long limits and sizes are believed, in milliseconds: other nodes may change them meanwhile. */
const limitsForMs = 5000;
const bytesForMs = 60_000;

type Remembered<Value> = { readonly value: Value; readonly until: number };

/**
 * What each project may have at most. Nothing is taken away from a project that has more: it gets no more until it has less.
 *
 * Definitions are counted in the transaction that makes them, executions by {@link Allowance}, and
 * stored bytes at most once a minute, as that takes a while.
 */
export class Quotas {
  readonly #options: QuotaOptions;
  readonly #limits = new Map<string, Remembered<QuotaLimits>>();
  readonly #bytes = new Map<string, Remembered<Promise<number>>>();
  readonly #allowance: Allowance;

  constructor(options: QuotaOptions) {
    this.#options = options;
    this.#allowance = new Allowance((project) => this.#countExecutions(project), options.now);
  }

  /** What a project may have. */
  async limitsOf(project: string): Promise<QuotaLimits> {
    const { store, defaults, now } = this.#options;
    const known = this.#limits.get(project);
    if (known !== undefined && known.until > now()) return known.value;
    const value = limitsFrom(await store.quotas.get(project, "all"), defaults);
    remember(this.#limits, project, { value, until: now() + limitsForMs });
    return value;
  }

  /** What it has; the bytes may be a minute old. */
  async usageOf(project: string): Promise<QuotaUsage> {
    return {
      definitions: await countDefinitions(this.#options.store, project),
      runningExecutions: await this.#countExecutions(project),
      storedBytes: await this.#storedBytes(project),
    };
  }

  /** Sets limits of a project that differ from the settings. */
  async set(project: string, change: QuotaChange): Promise<void> {
    const { store, now } = this.#options;
    if (!(await store.quotas.update(project, { ...change, updatedAt: now() }))) {
      const none = { definitions: null, runningExecutions: null, storedBytes: null };
      await store.quotas.create({ id: project, ...none, ...change, createdAt: now(), updatedAt: null });
    }
    this.#limits.delete(project);
    this.#bytes.delete(project);
  }

  /** Leaves a project to the settings. @returns whether anything was set for it */
  async reset(project: string): Promise<boolean> {
    const isDone = await this.#options.store.quotas.delete(project);
    this.#limits.delete(project);
    return isDone;
  }

  /**
   * Lets definitions be written, if there is room for more bytes.
   *
   * @returns how many definitions there may be afterwards, unless there were more before; -1 for any number
   * @throws DefinitionRefused `forbidden`
   */
  async admitDefinitions(project: string): Promise<number> {
    const refusal = await this.#bytesRefusal(project);
    if (refusal !== undefined) throw new DefinitionRefused("forbidden", refusal);
    return (await this.limitsOf(project)).definitions;
  }

  /**
   * Lets an execution be started, that of a sub-workflow apart.
   *
   * @returns what is to be called when it was started or could not be, or why it may not be
   */
  async admitExecution(project: string): Promise<{ readonly refusal: string } | { readonly over: () => void }> {
    const refusal = await this.#bytesRefusal(project);
    if (refusal !== undefined) return { refusal };
    const { runningExecutions: most } = await this.limitsOf(project);
    if (most < 0) return { over: () => {} };
    const over = await this.#allowance.take(project, most);
    if (over !== undefined) return { over };
    return { refusal: exceeded(project, `${most} executions that are not over, and has them`) };
  }

  async #bytesRefusal(project: string): Promise<string | undefined> {
    const { storedBytes: most } = await this.limitsOf(project);
    if (most < 0) return undefined;
    const has = await this.#storedBytes(project);
    if (has < most) return undefined;
    return exceeded(project, `${most} bytes stored, and has ${has}: what is not needed can be deleted`);
  }

  #countExecutions(project: string): Promise<number> {
    return this.#options.store.executions.count({
      visibility: { project, withPublic: false },
      filters: [
        { field: "state", op: "in", value: ["IDLE", "RUNNING", "PAUSED"] },
        { field: "parentTaskId", op: "eq", value: null },
      ],
    });
  }

  #storedBytes(project: string): Promise<number> {
    const { store, now } = this.#options;
    const known = this.#bytes.get(project);
    if (known !== undefined && known.until > now()) return known.value;
    const value = store.storedBytes(project);
    value.catch(() => this.#bytes.delete(project));
    remember(this.#bytes, project, { value, until: now() + bytesForMs });
    return value;
  }
}

const mostRemembered = 10_000;

function remember<Value>(map: Map<string, Value>, project: string, value: Value): void {
  if (map.size >= mostRemembered) map.clear();
  map.set(project, value);
}

function limitsFrom(row: QuotaRecord | undefined, defaults: QuotaLimits): QuotaLimits {
  return {
    definitions: row?.definitions ?? defaults.definitions,
    runningExecutions: row?.runningExecutions ?? defaults.runningExecutions,
    storedBytes: row?.storedBytes ?? defaults.storedBytes,
  };
}

/** How many definitions a project has. */
export async function countDefinitions(definitions: DefinitionStore, project: string): Promise<number> {
  const own = { visibility: { project, withPublic: false } };
  const kinds = [
    "workflows",
    "workbooks",
    "actionDefinitions",
    "environments",
    "codeSources",
    "dynamicActions",
  ] as const;
  let count = 0;
  for (const kind of kinds) count += await definitions[kind].count(own);
  return count;
}

/** The words for a quota that is reached. */
export function exceeded(project: string, what: string): string {
  return `Quota exceeded: project ${project} may have ${what}. An admin can change the quota.`;
}
