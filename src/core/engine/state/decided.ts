import type { ChildRecord, Decision, ExecutionEvent } from "../../model/index.ts";

/** A request from outside that was not fulfilled; nothing of it is in the decision. */
export interface Refusal {
  readonly event: ExecutionEvent;
  readonly reason: "invalid" | "notAllowed" | "alreadyDone";
  /** In Mistral's words, as far as Mistral has some. */
  readonly message: string;
}

/** What `decide` returns. */
export interface Decided extends Decision {
  /** What the execution has learnt of its sub-workflows; their own rows say it already, so it is not to be stored. */
  readonly children: readonly ChildRecord[];
  readonly refusals: readonly Refusal[];
  /**
   * Whether the budget ran out before everything was decided: the caller decides again, without events, after the commit.
   * What is left follows from the state, so nothing is lost in a crash.
   */
  readonly isUnfinished: boolean;
}
