import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "../../client/index.ts";
import { isColored, type CliHost } from "../host.ts";
import { drawTree } from "./draw-tree.ts";
import { readTree, type ExecutionTree, type TaskNode } from "./execution-tree.ts";

const firstWaitMs = 20;
const longestWaitMs = 250;
const final = new Set(["SUCCESS", "ERROR", "CANCELLED"]);

/** How a running execution is shown: `live` redraws a tree, `lines` prints every change, `none` shows nothing. */
export type WatchMode = "live" | "lines" | "none";

/**
 * Follows an execution until it has ended or is paused.
 *
 * @returns the last picture
 * @throws ServiceError
 */
export async function watch(
  host: CliHost,
  connection: Connection,
  id: string,
  mode: WatchMode,
): Promise<ExecutionTree> {
  const view = mode === "live" ? new LiveView(host) : new LineView(mode === "lines" ? host : undefined);
  for (let waitMs = firstWaitMs, frame = 0; ; frame += 1) {
    const tree = await readTree(connection, id);
    view.show(tree, frame);
    if (final.has(tree.state) || tree.state === "PAUSED") return tree;
    await sleep(waitMs);
    waitMs = Math.min(longestWaitMs, waitMs * 1.5);
  }
}

class LiveView {
  readonly #host: CliHost;
  #drawn = 0;

  constructor(host: CliHost) {
    this.#host = host;
  }

  show(tree: ExecutionTree, frame: number): void {
    const { columns, rows } = this.#host;
    const lines = drawTree(tree, {
      width: columns,
      // The last line is left to the cursor: a picture that scrolls cannot be drawn anew.
      height: rows === 0 ? 0 : rows - 1,
      isColored: isColored(this.#host),
      now: Date.now(),
      frame,
    });
    const back = this.#drawn === 0 ? "" : `\u001b[${this.#drawn}A\u001b[0J`;
    this.#drawn = lines.length;
    this.#host.err(`${back}${lines.join("\n")}\n`);
  }
}

class LineView {
  readonly #host: CliHost | undefined;
  readonly #shown = new Map<string, string>();

  constructor(host: CliHost | undefined) {
    this.#host = host;
  }

  show(tree: ExecutionTree): void {
    this.#say(tree.id, `${tree.workflowName} ${tree.state}`, tree.state);
    for (const task of tree.tasks) this.#showTask(task, tree.workflowName);
  }

  #showTask(task: TaskNode, workflow: string): void {
    for (const child of task.executions) this.show(child);
    this.#say(task.id, `${workflow} / ${task.name} ${task.state}`, task.state);
  }

  #say(id: string, line: string, state: string): void {
    if (this.#shown.get(id) === state) return;
    this.#shown.set(id, state);
    this.#host?.err(`${line}\n`);
  }
}
