/** A program for the sandbox. */
export interface Program {
  /** JavaScript whose last value is the result; a promise is waited for. */
  readonly code: string;
  /** JSON that the program sees as `$`. */
  readonly data: string;
  /** Processor time. */
  readonly timeoutMs: number;
  readonly memoryBytes: number;
}

/** What came of it: JSON of the result, or why there is none. */
export type Answer =
  | { readonly type: "value"; readonly json: string }
  | { readonly type: "error"; readonly message: string };
