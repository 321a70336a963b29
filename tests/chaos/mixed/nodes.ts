import { serve, type Served } from "../../e2e/serve.ts";

/** One node, in a process of its own, and what befalls it. */
interface Node {
  served: Served;
  /** While it is stopped or begins again. */
  isAway: boolean;
}

/** Several nodes on one database, at which faults are thrown. */
export class Nodes {
  readonly #database: string;
  readonly #options: readonly string[];
  readonly #nodes: Node[] = [];
  readonly #returning = new Set<Promise<void>>();
  #nextUrl = 0;

  constructor(database: string, options: readonly string[]) {
    this.#database = database;
    this.#options = options;
  }

  async start(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      this.#nodes.push({ served: await serve(this.#database, this.#options), isAway: false });
    }
  }

  /** Sends a request to one node after the other until one answers with a status that says something. */
  async request(method: "POST" | "PUT" | "GET", path: string, body: string, type = "application/json") {
    for (;;) {
      const url = this.#nodes[(this.#nextUrl += 1) % this.#nodes.length]?.served.url ?? "";
      const answer = await fetch(`${url}${path}`, {
        method,
        ...(method === "GET" ? {} : { body, headers: { "content-type": type } }),
        // A stopped node keeps its connections and answers none.
        signal: AbortSignal.timeout(3000),
      }).catch(() => undefined);
      const text = await answer?.text().catch(() => undefined);
      if (answer !== undefined && text !== undefined && answer.status < 500) return { status: answer.status, text };
      await new Promise((resolve) => void setTimeout(resolve, 50));
    }
  }

  /** Kills a node that works, and starts another in its place; nothing when it is the last of several. */
  kill(chance: number): void {
    const node = this.#pick(chance);
    if (node === undefined) return;
    this.#whileAway(node, async () => {
      await node.served.end("SIGKILL");
      node.served = await this.#restart();
    });
  }

  /** Kills the first node and starts another in its place. @returns when that one works */
  async killAndRestart(): Promise<void> {
    this.kill(0);
    await Promise.all(this.#returning);
  }

  /** Stops a node that works for a while, as if its machine were suspended. */
  pause(chance: number, milliseconds: number): void {
    const node = this.#pick(chance);
    if (node === undefined) return;
    this.#whileAway(node, async () => {
      node.served.signal("SIGSTOP");
      await new Promise((resolve) => void setTimeout(resolve, milliseconds));
      node.served.signal("SIGCONT");
    });
  }

  /** Waits until all nodes work, and stops them in order. @returns their exit codes */
  async stop(): Promise<(number | null)[]> {
    await Promise.all(this.#returning);
    const endings = await Promise.all(this.#nodes.map(({ served }) => served.end("SIGTERM")));
    return endings.map(({ code }) => code);
  }

  /** Ends whatever still runs, after a failure. */
  async kill9(): Promise<void> {
    await Promise.allSettled(this.#returning);
    await Promise.all(this.#nodes.map(({ served }) => served.end("SIGKILL")));
  }

  #pick(chance: number): Node | undefined {
    const working = this.#nodes.filter(({ isAway }) => !isAway);
    // Of several, one stays: where a start takes longer than the time between two faults nothing would ever be done.
    if (working.length === 1 && this.#nodes.length > 1) return undefined;
    return working[Math.floor(chance * working.length)];
  }

  /** As whatever looks after a service does: one that could not begin, because it was cut off, is started again. */
  async #restart(): Promise<Served> {
    for (;;) {
      const served = await serve(this.#database, this.#options).catch(() => undefined);
      if (served !== undefined) return served;
    }
  }

  #whileAway(node: Node, work: () => Promise<void>): void {
    node.isAway = true;
    const back = work().finally(() => {
      node.isAway = false;
      this.#returning.delete(back);
    });
    this.#returning.add(back);
  }
}
