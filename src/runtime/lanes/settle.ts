import type { Decided } from "../../core/engine/index.ts";
import type { ExecutionEvent } from "../../core/model/index.ts";
import { Refused } from "../problems.ts";
import type { Entry } from "./lane.ts";

/** Whether the event is, or may follow from, a request that is meant for a whole tree of executions. */
export function passesOn(event: ExecutionEvent | undefined): boolean {
  switch (event?.type) {
    case "pauseRequested":
    case "resumeRequested":
    case "stopRequested":
    case "rerunRequested":
    case "skipRequested":
    case "childMoved":
    case "childRestarted":
    case "childFinished":
      return true;
    default:
      return false;
  }
}

/** Who asks something of a tree is answered when all of it knows, as in Mistral, where it is one transaction. */
export function settle(
  entries: readonly Entry[],
  { refusals, changes, commands }: Decided,
  passedOn: readonly Promise<unknown>[],
): void {
  const isRun = changes.some(({ type }) => type === "actionCreated");
  const hasRun = isRun || commands.some(({ type }) => type === "startChild");
  for (const entry of entries) {
    const refusal = refusals.find(({ event }) => event === entry.event);
    if (refusal !== undefined) entry.reject(new Refused(refusal.message));
    else if (passedOn.length === 0 || !passesOn(entry.event)) entry.resolve(hasRun);
    else void Promise.allSettled(passedOn).then(() => entry.resolve(hasRun));
  }
}
