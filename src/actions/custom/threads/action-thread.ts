/** The thread in which the actions of modules run, one at a time. */
import { parentPort, workerData } from "node:worker_threads";
import { reasonOf, type Action } from "../../action.ts";
import { loadActions } from "./load.ts";
import type { Reply, Request, ThreadData } from "./messages.ts";

const data = workerData as ThreadData;

let stop = new AbortController();
let asked = 0;
const asks = new Map<number, { readonly give: (secret: string) => void; readonly refuse: (reason: Error) => void }>();

function reply(message: Reply): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(message);
}

function askForSecret(reference: string): Promise<string> {
  asked += 1;
  const ask = asked;
  reply({ type: "secret", ask, reference });
  return new Promise((give, refuse) => void asks.set(ask, { give, refuse }));
}

async function run(
  actions: ReadonlyMap<string, Action>,
  { action: name, input, context }: Extract<Request, { type: "run" }>,
): Promise<void> {
  stop = new AbortController();
  const beat = setInterval(() => reply({ type: "beat" }), data.blockedMs / 10);
  try {
    const action = actions.get(name);
    if (action === undefined) throw new Error(`The modules have no action ${name} any more`);
    const result = await action.run(input, { ...context, signal: stop.signal, secret: askForSecret });
    reply({ type: "finished", result });
  } catch (error) {
    reply({ type: "thrown", message: reasonOf(error) });
  } finally {
    clearInterval(beat);
  }
}

function heed(actions: ReadonlyMap<string, Action>, request: Request): void {
  switch (request.type) {
    case "run":
      return void run(actions, request);
    case "abort":
      return stop.abort(new Error(request.reason));
    case "secret":
      asks.get(request.ask)?.give(request.secret);
      return void asks.delete(request.ask);
    case "noSecret":
      asks.get(request.ask)?.refuse(new Error(request.reason));
      return void asks.delete(request.ask);
  }
}

loadActions(data).then(
  (actions) => {
    parentPort?.on("message", (request: Request) => heed(actions, request));
    const manifests = [...actions.values()].map(({ name, description, parameters, className, isAsync }) => ({
      name,
      description,
      parameters,
      className,
      isAsync,
    }));
    reply({ type: "ready", actions: manifests });
  },
  (error: unknown) => reply({ type: "problem", message: reasonOf(error) }),
);
