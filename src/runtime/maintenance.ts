import type { ExecutionEvent, MaintenanceRecord, MaintenanceStatus } from "../core/model/index.ts";
import type { Pending, Store } from "../store/index.ts";
import type { Clock } from "./clock.ts";
import { NotFound, Refused } from "./problems.ts";

export interface MaintenanceOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Asks something of an execution, see `Runtime.tell`. */
  readonly tell: (executionId: string, event: ExecutionEvent) => Promise<unknown>;
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** Between two looks at whether the tasks under way have come to rest. */
const pollMs = 1000;

/**
 * Brings the whole service to rest and back to work (newer Mistral: `/maintenance`). Resting means that nothing new is taken
 * and every execution is paused; those that were paused for it, and no others, go on afterwards.
 *
 * What is under way is remembered in the database, so any node ends what another began.
 */
export class Maintenance {
  readonly #options: MaintenanceOptions;
  #status: MaintenanceStatus = "RUNNING";
  #takeBack: () => void = () => {};
  #isStopped = false;
  #looking: Promise<void> = Promise.resolve();
  #stopListening: () => void = () => {};

  constructor(options: MaintenanceOptions) {
    this.#options = options;
  }

  /** As it was told last: by another node's wake, or with this node's last heartbeat. */
  get status(): MaintenanceStatus {
    return this.#status;
  }

  /** @throws the database's error */
  async begin(): Promise<void> {
    this.#stopListening = this.#options.store.onWake(({ type }) => {
      if (type === "maintenanceChanged") this.#soon(0, () => this.#learn());
    });
    await this.look();
    this.#wait();
  }

  /** To be called with each heartbeat: another node's word may have gone unheard, or the node died over what it began. */
  noticed({ maintenance, isToResume }: Pending): void {
    if (maintenance !== this.#status || (maintenance === "RUNNING" && isToResume)) {
      this.#soon(0, () => this.look());
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopListening();
    this.#takeBack();
    await this.#looking;
  }

  /**
   * Sends the service to rest, or back to work. The way to rest takes as long as tasks run.
   *
   * @returns the status that this led to
   */
  async change(to: "PAUSED" | "RUNNING"): Promise<MaintenanceStatus> {
    const { store } = this.#options;
    const { status, paused } = await store.maintenance();
    if (to === "PAUSED" && status === "RUNNING") await this.#set(status, { status: "PAUSING", paused });
    if (to === "RUNNING" && status !== "RUNNING") await this.#set(status, { status: "RUNNING", paused });
    await this.look();
    this.#wait();
    return this.#status;
  }

  /** Learns the status, and does what is left to be done for it. */
  async look(): Promise<void> {
    const { status, paused } = await this.#learn();
    if (status === "PAUSING") await this.#pause(paused);
    if (status === "RUNNING" && paused.length > 0) await this.#resume(paused);
  }

  /** Learns the status, and leaves what is to be done for it to the node that was asked, as long as that lives. */
  async #learn(): Promise<MaintenanceRecord> {
    const record = await this.#options.store.maintenance();
    this.#status = record.status;
    return record;
  }

  /** @returns whether nobody else changed it meanwhile */
  async #set(from: MaintenanceStatus, to: MaintenanceRecord): Promise<boolean> {
    const { store } = this.#options;
    const isSet = await store.setMaintenance(from, to);
    if (isSet) await store.wake({ type: "maintenanceChanged" });
    return isSet;
  }

  async #pause(before: readonly string[]): Promise<void> {
    const { store } = this.#options;
    const isRunning = [{ field: "state", op: "eq", value: "RUNNING" }] as const;
    const running = await store.executions.list({ visibility: "all", filters: isRunning, fields: ["id"] });
    const paused = [...new Set([...before, ...running.map(({ id }) => id)])];
    // First it is remembered who is to go on, then they are paused.
    if (!(await store.setMaintenance("PAUSING", { status: "PAUSING", paused }))) return;
    for (const { id } of running) await this.#tell(id, { type: "pauseRequested" });
    const tasks = await store.tasks.count({ visibility: "all", filters: isRunning });
    const left = await store.executions.count({ visibility: "all", filters: isRunning });
    if (tasks > 0 || left > 0) return;
    if (await this.#set("PAUSING", { status: "PAUSED", paused })) this.#status = "PAUSED";
  }

  async #resume(paused: readonly string[]): Promise<void> {
    for (const id of paused) await this.#tell(id, { type: "resumeRequested", env: null });
    await this.#options.store.setMaintenance("RUNNING", { status: "RUNNING", paused: [] });
  }

  /** One that has ended or is gone needs neither pause nor resume. */
  async #tell(executionId: string, event: ExecutionEvent): Promise<void> {
    try {
      await this.#options.tell(executionId, event);
    } catch (error) {
      if (!(error instanceof NotFound) && !(error instanceof Refused)) throw error;
    }
  }

  #wait(): void {
    if (this.#status === "PAUSING") this.#soon(pollMs, () => this.look());
  }

  #soon(delayMs: number, work: () => Promise<unknown>): void {
    const { clock, onTrouble } = this.#options;
    this.#takeBack();
    if (this.#isStopped) return;
    this.#takeBack = clock.after(delayMs, () => {
      this.#looking = this.#looking
        .then(work)
        .then(() => {})
        .catch((error: unknown) => onTrouble("maintenance", error))
        .finally(() => this.#wait());
    });
  }
}
