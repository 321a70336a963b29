import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Runtime, RuntimeObserver } from "../../runtime/index.ts";
import type { Store } from "../../store/index.ts";
import { actionSeconds, batchSizes, callSeconds, commitSeconds } from "./buckets.ts";
import { Readings } from "./counted.ts";
import { addDatabase } from "./database.ts";
import { fewNames } from "./names.ts";
import { addProcess } from "./process.ts";
import { countProgress } from "./progress.ts";
import { addRuntime } from "./runtime.ts";

/** A request to the interface that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The path with names for its variable parts, so that there are few; `none` where no path was found. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

/** Who may read metrics: everybody who can reach the node, whoever proves who they are, or only admins. */
type Readers = "anybody" | "callers" | "admins";

export interface MetricsOptions {
  readonly store: Pick<Store, "census">;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  readonly version: string;
  readonly readers: Readers;
}

/** The metrics of one node, in the form of Prometheus. */
export class Metrics {
  readonly readers: Readers;
  /** The media type of {@link text}. */
  readonly contentType: string;
  /** To be given to the runtime. */
  readonly observer: RuntimeObserver;
  readonly #options: MetricsOptions;
  readonly #registry = new Registry();
  readonly #readings = new Readings(this.#registry);
  readonly #requests: Histogram<"method" | "route" | "status">;
  readonly #troubles: Counter<"kind">;

  constructor(options: MetricsOptions) {
    const registers = [this.#registry];
    this.#options = options;
    this.readers = options.readers;
    this.contentType = this.#registry.contentType;
    new Gauge({
      name: "ostro_build_info",
      help: "Always 1; the labels say what is running.",
      labelNames: ["version", "node"],
      registers,
    }).set({ version: options.version, node: process.versions.node }, 1);
    this.#requests = new Histogram({
      name: "ostro_http_request_duration_seconds",
      help: "How long requests took to be answered, in seconds.",
      labelNames: ["method", "route", "status"],
      buckets: callSeconds,
      registers,
    });
    this.#troubles = new Counter({
      name: "ostro_errors_total",
      help: "Failures that the service dealt with by itself, by what failed: a decision, a commit, a lease, a timer ...",
      labelNames: ["kind"],
      registers,
    });
    this.observer = observerOf(this.#registry);
    addProcess(this.#readings);
  }

  /** Shows what a runtime does, and what waits in the database. To be called once. */
  watch(runtime: Pick<Runtime, "statistics" | "onCommitted">): void {
    addRuntime(this.#readings, () => runtime.statistics(), this.#options.now);
    addDatabase(this.#readings, this.#options.store, this.#options.now);
    runtime.onCommitted(countProgress(this.#registry));
  }

  /** Counts a request. */
  answered({ method, route, status, durationMs }: AnsweredRequest): void {
    this.#requests.observe({ method, route, status }, durationMs / 1000);
  }

  /**
   * Counts a failure that the service deals with by itself.
   *
   * @param what begins with a word that says what failed
   */
  trouble(what: string): void {
    this.#troubles.inc({ kind: what.split(" ")[0] ?? "other" });
  }

  /** All metrics as text. It asks the database, at most every five seconds. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}

function observerOf(registry: Registry): RuntimeObserver {
  const registers = [registry];
  const commits = new Histogram({
    name: "ostro_commit_duration_seconds",
    help: "How long the database took for transactions with decisions, in seconds.",
    buckets: commitSeconds,
    registers,
  });
  const batches = new Histogram({
    name: "ostro_commit_executions",
    help: "How many executions shared a transaction.",
    buckets: batchSizes,
    registers,
  });
  const actions = new Histogram({
    name: "ostro_action_duration_seconds",
    help: "How long actions ran, in seconds, by their name and how they ended. Pure ones are part of a decision and not counted.",
    labelNames: ["action", "outcome"],
    buckets: actionSeconds,
    registers,
  });
  const nameOf = fewNames();
  return {
    committed(executions, durationMs) {
      commits.observe(durationMs / 1000);
      batches.observe(executions);
    },
    actionEnded(action, outcome, durationMs) {
      actions.observe({ action: nameOf(action), outcome }, durationMs / 1000);
    },
  };
}
