import { cancelChildren, cancelExecution, failExecution, succeedExecution } from "../flow/finish.ts";
import type { Draft } from "../state/draft.ts";
import { requested, type EventOf } from "./request.ts";

/**
 * Ends the execution by hand (Mistral 15, semantics 14.3 to 14.5). ERROR has no effect on a paused or finished one; SUCCESS
 * is refused where `output` fails or the state does not allow it; CANCELLED goes down to all sub-workflows.
 */
export function onStopRequested(draft: Draft, event: EventOf<"stopRequested">): void {
  const { state, message } = event;
  switch (state) {
    case "SUCCESS":
      requested(draft, event, () => succeedExecution(draft, message));
      return;
    case "ERROR":
      failExecution(draft, message);
      return;
    case "CANCELLED":
      cancelExecution(draft, message);
      cancelChildren(draft, message);
  }
}
