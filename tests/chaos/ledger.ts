import { createServer } from "node:http";

/** One deed as the workflow names it, and how often it was asked for, by the key of the action that asked. */
export interface Deed {
  readonly name: string;
  readonly callsByKey: Map<string, number>;
}

/** A server outside of the service that remembers what it was asked to do. It answers late. */
export interface Ledger {
  /** Before the name of a deed. */
  readonly url: string;
  readonly deeds: ReadonlyMap<string, Deed>;
  /** Calls of one action. */
  callsOf(key: string): number;
  /** It answers nobody before. */
  open(): void;
  /** Resolves at the given number of calls, counted from the start. */
  reached(calls: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a ledger. A deed with `/flaky/` in its name fails, with status 500, for the first action that asks for it.
 *
 * @param answerMs how late the next answer is, in milliseconds
 * @param called told of each call when it is answered; `key` is the id of the action that asked
 */
export async function startLedger(
  answerMs: () => number,
  called: (name: string, key: string) => void = () => {},
): Promise<Ledger> {
  const deeds = new Map<string, Deed>();
  const byKey = new Map<string, number>();
  const waiting: { readonly calls: number; readonly resolve: () => void }[] = [];
  let calls = 0;
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });

  const server = createServer((request, response) => {
    const name = request.url ?? "";
    const key = String(request.headers["idempotency-key"]);
    const deed = deeds.get(name) ?? { name, callsByKey: new Map<string, number>() };
    deeds.set(name, deed);
    deed.callsByKey.set(key, (deed.callsByKey.get(key) ?? 0) + 1);
    byKey.set(key, (byKey.get(key) ?? 0) + 1);
    calls += 1;
    for (const one of waiting) if (one.calls <= calls) one.resolve();
    const [first] = deed.callsByKey.keys();
    if (name.includes("/flaky/") && key === first) response.statusCode = 500;
    void isOpen.then(() =>
      setTimeout(() => {
        response.end(JSON.stringify(name));
        called(name, key);
      }, answerMs()),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    deeds,
    open,
    callsOf: (key) => byKey.get(key) ?? 0,
    reached: (most) =>
      new Promise((resolve) => {
        if (calls >= most) resolve();
        else waiting.push({ calls: most, resolve });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
