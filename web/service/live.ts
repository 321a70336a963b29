import { signal } from "@preact/signals";
import type { LiveExecution, LiveTask } from "../../src/client/index.ts";
import { address, connection } from "./client.ts";
import { eventsIn, textOf, type ServerEvent } from "./events.ts";
import { token } from "./session.ts";

/** Executions with their tasks: all of the chosen ones, or what changed of them. */
export interface LiveView {
  readonly executions: readonly LiveExecution[];
  readonly tasks: readonly LiveTask[];
}

/** Whether news come at once, or the page asks now and then. */
export const isLive = signal(true);

/** Asked this often while there is no stream, and now and then beside it: other nodes of a cluster tell nothing. */
const pollMs = 2500;
const checkMs = 10_000;
const retryMs = 3000;

interface Listener {
  /** Each event of the stream. */
  readonly onEvent: (event: ServerEvent) => void;
  /** Asks for everything anew. */
  readonly onPoll: () => Promise<void>;
}

/**
 * Follows the service until it is told to stop: a stream, opened again when it ends, with polling meanwhile.
 *
 * @param query of the stream, with `?`
 * @returns a function that ends the following
 */
export function follow(query: string, { onEvent, onPoll }: Listener): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const poll = (): void => {
    clearTimeout(timer);
    if (stop.signal.aborted) return;
    timer = setTimeout(
      () =>
        void onPoll()
          .catch(() => undefined)
          .finally(poll),
      isLive.value ? checkMs : pollMs,
    );
  };
  void listen(query, stop.signal, onEvent);
  poll();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}

async function listen(query: string, signal: AbortSignal, onEvent: (event: ServerEvent) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      const headers = token.value === "" ? undefined : { "X-Auth-Token": token.value };
      const answer = await fetch(`${address}/v2/live/stream${query}`, { signal, ...(headers && { headers }) });
      if (!answer.ok || answer.body === null) throw new Error(`HTTP ${answer.status}`);
      isLive.value = true;
      for await (const event of eventsIn(textOf(answer.body))) onEvent(event);
    } catch {
      // The service restarts, or a proxy has closed the connection.
    }
    if (signal.aborted) return;
    isLive.value = false;
    await new Promise((resolve) => void setTimeout(resolve, retryMs));
  }
}

/** All about some executions, without a stream. */
export function readView(ids: readonly string[]): Promise<LiveView> {
  return connection.get<LiveView>("/v2/live", { executions: ids.join(",") });
}
