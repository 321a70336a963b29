import type { BehaviourAnswer, BehaviourQuestion, BehaviourRelation } from "../../../core/inheritance/index.ts";

/** What the thread is asked: two workflows, and what of them. */
export interface Job {
  readonly question: BehaviourQuestion;
  readonly relations: readonly BehaviourRelation[];
  /** States of one side. */
  readonly maxStates: number;
  /** For all relations together. */
  readonly timeoutMs: number;
}

/** What the thread says: that it begins, each answer as soon as it is there, and that it is through. */
export type Reply =
  | { readonly type: "begun" }
  | { readonly type: "answer"; readonly relation: BehaviourRelation; readonly answer: BehaviourAnswer }
  | { readonly type: "done" };
