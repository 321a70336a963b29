/** Why a trigger was not written: what was sent is wrong (`invalid`), there is no such thing (`missing`), or its like exists (`taken`). */
export type TriggerRefusalKind = "invalid" | "forbidden" | "missing" | "taken";

/** Nothing was written. The message is Mistral's where Mistral has one. */
export class TriggerRefused extends Error {
  readonly kind: TriggerRefusalKind;

  constructor(kind: TriggerRefusalKind, message: string) {
    super(message);
    this.name = "TriggerRefused";
    this.kind = kind;
  }
}
