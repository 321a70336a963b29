import type { TaskSpec } from "../../language/index.ts";
import type { Place } from "../data/scope.ts";
import type { Draft } from "../state/draft.ts";

/** What a policy looks at. */
export interface Subject {
  readonly draft: Draft;
  readonly taskId: string;
  readonly spec: TaskSpec;
  /** Where the policy's expressions are evaluated. */
  readonly place: Place;
}

/** Something that holds a task back, ends it or repeats it. A policy that a task does not have does nothing. */
export interface Policy {
  /** Before the first start, and before that of a rerun; not between the attempts of a retry. @throws Invalid, ExpressionError */
  before(subject: Subject): void;
  /** After the end, when the state is set and variables are published. @throws Invalid, ExpressionError */
  after(subject: Subject): void;
}
