import type { ServerResponse } from "node:http";
import { writeJson } from "../../core/base/index.ts";
import type { Json } from "../../core/base/index.ts";
import type { Store, Visibility } from "../../store/index.ts";
import { liveExecutions, liveTasks } from "./snapshot.ts";
import type { Touched } from "./watchers.ts";

/** Changes within this time are told together, in milliseconds: quick to the eye, and few reads however busy the service is. */
const gatherMs = 120;
/** A sign of life for proxies that close silent connections, in milliseconds. */
const beatMs = 15_000;
/** More changed executions than this at once, and a list is told to ask again. */
const mostExecutions = 200;

/**
 * One open connection of server-sent events. Of a list of executions it tells `executions` (rows that changed) or `many` (too
 * many to name); of chosen executions it tells `snapshot` first and then `changes`.
 */
export class Stream {
  readonly #store: Store;
  readonly #visibility: Visibility;
  readonly #response: ServerResponse;
  readonly #chosen: ReadonlySet<string> | undefined;
  #executions = new Set<string>();
  #tasks = new Set<string>();
  #gathering: NodeJS.Timeout | undefined;
  readonly #beating: NodeJS.Timeout;
  #isReading = false;
  #isOpen = true;

  /** @param chosen the executions that are followed with their tasks; undefined for the list of all */
  constructor(store: Store, visibility: Visibility, response: ServerResponse, chosen: ReadonlySet<string> | undefined) {
    this.#store = store;
    this.#visibility = visibility;
    this.#response = response;
    this.#chosen = chosen;
    this.#beating = setInterval(() => this.#response.write(": beat\n\n"), beatMs);
    response.on("error", () => this.close());
  }

  /** Begins to tell; what is touched from now on is not missed. */
  async open(): Promise<void> {
    this.#isReading = true;
    this.#response.write("retry: 2000\n\n");
    try {
      if (this.#chosen !== undefined) this.#send("snapshot", await this.#read([...this.#chosen], undefined));
      else this.#send("ready", {});
    } finally {
      this.#isReading = false;
      this.#later();
    }
  }

  touched({ executionId, created, tasks }: Touched): void {
    if (this.#chosen !== undefined) {
      if (!this.#chosen.has(executionId)) return;
      for (const id of tasks) this.#tasks.add(id);
    }
    if (this.#executions.size <= mostExecutions) for (const id of [executionId, ...created]) this.#executions.add(id);
    this.#later();
  }

  /** Ends the connection; may be called twice. */
  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#gathering);
    clearInterval(this.#beating);
    this.#response.end();
  }

  #later(): void {
    const isIdle = this.#executions.size === 0 && this.#tasks.size === 0;
    if (isIdle || this.#isReading || !this.#isOpen || this.#gathering !== undefined) return;
    // A reader that does not keep up gets less news, not a longer queue.
    if (this.#response.writableNeedDrain) return void this.#response.once("drain", () => this.#later());
    this.#gathering = setTimeout(() => {
      this.#gathering = undefined;
      void this.#tell();
    }, gatherMs);
  }

  async #tell(): Promise<void> {
    const [executions, tasks] = [[...this.#executions], [...this.#tasks]];
    [this.#executions, this.#tasks] = [new Set(), new Set()];
    this.#isReading = true;
    try {
      if (this.#chosen !== undefined) {
        const followed = executions.filter((id) => this.#chosen?.has(id));
        this.#send("changes", await this.#read(followed, tasks));
      } else if (executions.length > mostExecutions) this.#send("many", {});
      else {
        const found = await liveExecutions(this.#store, this.#visibility, { field: "id", op: "in", value: executions });
        if (found.length > 0) this.#send("executions", { executions: found });
      }
    } catch {
      // The reader asks anew when the connection ends.
      this.close();
    } finally {
      this.#isReading = false;
      this.#later();
    }
  }

  /** @param tasks ids of the tasks; all of the executions when undefined */
  async #read(executions: readonly string[], tasks: readonly string[] | undefined): Promise<Json> {
    const ofTasks =
      tasks === undefined
        ? ({ field: "executionId", op: "in", value: executions } as const)
        : ({ field: "id", op: "in", value: tasks } as const);
    return {
      executions: await liveExecutions(this.#store, this.#visibility, { field: "id", op: "in", value: executions }),
      tasks: ofTasks.value.length === 0 ? [] : await liveTasks(this.#store, this.#visibility, ofTasks),
    };
  }

  #send(event: string, data: Json): void {
    if (this.#isOpen) this.#response.write(`event: ${event}\ndata: ${writeJson(data)}\n\n`);
  }
}
