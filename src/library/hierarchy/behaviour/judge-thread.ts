/** The thread in which behaviour is compared: one pair of workflows after the other. */
import { parentPort } from "node:worker_threads";
import { comparisonOf, relations } from "../../../core/inheritance/index.ts";
import type { Job, Reply } from "./messages.ts";

parentPort?.on("message", ({ question, relations: asked, maxStates, timeoutMs }: Job) => {
  const end = performance.now() + timeoutMs;
  tell({ type: "begun" });
  const comparison = comparisonOf(question, { maxStates, isOver: () => performance.now() > end });
  // What costs least comes first, and what is known by then helps the others.
  for (const relation of relations) {
    if (asked.includes(relation)) tell({ type: "answer", relation, answer: comparison.answer(relation) });
  }
  tell({ type: "done" });
});

function tell(reply: Reply): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(reply);
}
