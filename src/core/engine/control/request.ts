import type { ExecutionEvent } from "../../model/index.ts";
import { faultOf } from "../calls/invalid.ts";
import type { Draft } from "../state/draft.ts";

/** An event of one type. */
export type EventOf<T extends ExecutionEvent["type"]> = Extract<ExecutionEvent, { type: T }>;

/** Carries out a request from outside; what cannot be is refused, and was not begun. */
export function requested(draft: Draft, event: ExecutionEvent, run: () => void): void {
  try {
    run();
  } catch (error) {
    draft.refuse({ event, reason: "invalid", message: faultOf(error) });
  }
}
