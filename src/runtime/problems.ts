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
