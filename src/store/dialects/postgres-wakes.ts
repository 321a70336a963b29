import { setTimeout } from "node:timers/promises";
import { Client, type Pool } from "pg";
import { isMap, parseJson } from "../../core/base/index.ts";
import type { Wake } from "../port.ts";

const channel = "ostro";
const reconnectMs = 1000;

/**
 * Wakes between nodes, by NOTIFY and LISTEN.
 *
 * A notifying transaction holds a lock of the whole server until it is committed, so wakes never ride on a commit: they
 * follow it, one at a time, and those that gather meanwhile are sent together.
 */
export class PostgresWakes {
  readonly #pool: Pool;
  readonly #url: string;
  readonly #listeners = new Set<(wake: Wake) => void>();
  readonly #gathered = new Set<string>();
  readonly #closing = new AbortController();
  #sending: Promise<void> | undefined;
  #client: Client | undefined;
  #connecting: Promise<void> | undefined;

  constructor(pool: Pool, url: string) {
    this.#pool = pool;
    this.#url = url;
  }

  send(wake: Wake): Promise<void> {
    this.#gathered.add(JSON.stringify(wake));
    this.#sending ??= this.#sendGathered().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #sendGathered(): Promise<void> {
    while (this.#gathered.size > 0) {
      const wakes = [...this.#gathered];
      this.#gathered.clear();
      await this.#pool.query("select pg_notify($1, wake) from unnest($2::text[]) as wake", [channel, wakes]);
    }
  }

  /** @returns a function that ends the listening */
  listen(listener: (wake: Wake) => void): () => void {
    this.#listeners.add(listener);
    this.#connecting ??= this.#connect();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tries until it has a connection; what comes meanwhile is missed, as wakes may be. */
  async #connect(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted && !(await this.#tryToConnect())) {
      await setTimeout(reconnectMs, undefined, { ref: false, signal }).catch(() => {});
    }
  }

  async #tryToConnect(): Promise<boolean> {
    const client = new Client({ connectionString: this.#url, keepAlive: true });
    client.on("notification", ({ payload }) => this.#tell(payload ?? ""));
    client.on("error", () => this.#lose(client));
    client.on("end", () => this.#lose(client));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      this.#client = client;
      return true;
    } catch {
      await client.end().catch(() => {});
      return false;
    }
  }

  #lose(client: Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#connecting = this.#connect();
  }

  #tell(payload: string): void {
    const wake = readWake(payload);
    if (wake !== undefined) for (const listener of this.#listeners) listener(wake);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#listeners.clear();
    await this.#sending?.catch(() => {});
    await this.#connecting;
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }
}

function readWake(payload: string): Wake | undefined {
  try {
    const wake = parseJson(payload);
    return isMap(wake) && typeof wake["type"] === "string" ? (wake as unknown as Wake) : undefined;
  } catch {
    return undefined;
  }
}
