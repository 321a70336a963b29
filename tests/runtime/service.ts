import { randomUUID } from "node:crypto";
import { actionRegistry, type Action } from "../../src/actions/index.ts";
import type { JsonMap } from "../../src/core/base/index.ts";
import { checkWorkflow, readWorkflows } from "../../src/core/language/index.ts";
import type { Caller, ExecutionRecord } from "../../src/core/model/index.ts";
import { Runtime, type Clock, type RuntimeOptions } from "../../src/runtime/index.ts";
import type { Store } from "../../src/store/index.ts";

export const caller: Caller = { project: "p", user: "u", roles: [] };

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  readonly #waiting = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const entry = { at: this.#now + delayMs, callback };
    this.#waiting.add(entry);
    return () => void this.#waiting.delete(entry);
  }

  /** Moves on, and calls back everything whose time has come. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const entry of [...this.#waiting].toSorted((a, b) => a.at - b.at)) {
      if (entry.at > this.#now || !this.#waiting.delete(entry)) continue;
      entry.callback();
    }
  }
}

/** Stores the workflows of a text as they are, without inheritance. */
export async function addWorkflows(store: Store, text: string, projectId = caller.project): Promise<void> {
  const { workflows, problems } = readWorkflows(text);
  if (workflows.length === 0) throw new Error(problems[0]?.message);
  for (const { name, body, definition } of workflows) {
    const checked = checkWorkflow(name, body);
    if (checked.spec === undefined) throw new Error(checked.problems[0]?.message);
    const shared = { name, namespace: "", definition, spec: body, scope: "private", createdAt: 0 } as const;
    const marks = {
      isAbstract: false,
      abstractTasks: [],
      isFinal: false,
      finalTasks: [],
      conforms: null,
      specChecksum: "",
    };
    const id = randomUUID();
    await store.workflows.create(
      {
        ...shared,
        ...marks,
        id,
        projectId,
        workbookName: null,
        revision: 1,
        tags: [],
        inheritanceState: "NONE",
        inheritanceError: null,
        parents: [],
        updatedAt: null,
      },
      {
        ...shared,
        ...marks,
        workflowId: id,
        workbookName: null,
        revision: 1,
        ownSpec: body,
        provenance: null,
        edits: null,
        conformance: null,
        cause: null,
        createdBy: caller.user,
      },
    );
  }
}

export function newRuntime(store: Store, more: readonly Action[] = [], options: Partial<RuntimeOptions> = {}): Runtime {
  return new Runtime({
    store,
    actions: actionRegistry(more),
    clock: new FakeClock(),
    chance: { newId: randomUUID, random: () => 0.5 },
    slots: 16,
    leaseMs: 15_000,
    rerunLostActions: "safe",
    callbackUrl: () => null,
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
    ...options,
  });
}

export function start(
  runtime: Runtime,
  workflow: string,
  input: JsonMap = {},
  params: JsonMap = {},
): Promise<ExecutionRecord> {
  return runtime.start({ caller, workflowIdentifier: workflow, namespace: "", input, params, description: "" });
}

/** Waits until the execution has that state. */
export async function reached(
  store: Store,
  runtime: Runtime,
  id: string,
  states: readonly string[],
): Promise<ExecutionRecord> {
  for (;;) {
    const next = new Promise<void>((resolve) => {
      const stop = runtime.onCommitted((changed) => {
        if (changed !== id) return;
        stop();
        resolve();
      });
    });
    const execution = await store.executions.get(id, "all");
    if (execution === undefined) throw new Error(`no execution ${id}`);
    if (states.includes(execution.state)) return execution;
    await next;
  }
}
