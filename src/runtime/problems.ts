import type { JsonMap } from "../core/base/index.ts";

/** What was asked of an execution cannot be done in its present state; nothing changed. The text is Mistral's. */
export class Refused extends Error {
  /** Set where inheritance is the reason (design, section 9). */
  readonly inheritance: InheritanceRefusal | undefined;

  constructor(message: string, inheritance?: InheritanceRefusal) {
    super(message);
    this.name = "Refused";
    this.inheritance = inheritance;
  }
}

/** The code of the rule and the workflow that it is about. */
export interface InheritanceRefusal {
  readonly code: string;
  readonly workflow: string;
}

/** The project has as many executions as it may have; nothing was started. */
export class QuotaReached extends Refused {
  constructor(message: string) {
    super(message);
    this.name = "QuotaReached";
  }
}

/** An execution was not moved to another specification; nothing changed (design of inheritance, section 12). */
export class MigrationRefused extends Error {
  /** `INH-051`: something speaks against it. `INH-052`: it is not paused. */
  readonly code: "INH-051" | "INH-052";
  /** What was found, task by task, as JSON. */
  readonly verdict: JsonMap | undefined;

  constructor(code: "INH-051" | "INH-052", message: string, verdict?: JsonMap) {
    super(message);
    this.name = "MigrationRefused";
    this.code = code;
    this.verdict = verdict;
  }
}

/** There is no such execution, task, action or definition, or the caller may not see it. */
export class NotFound extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NotFound";
  }
}

/** The service takes no more work now: it is stopping, or its queues are full. */
export class Busy extends Error {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.name = "Busy";
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
