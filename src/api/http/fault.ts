import type { JsonMap } from "../../core/base/index.ts";

/** An answer that is no success. Its text goes to the client, so it must say nothing about the inside of the service. */
export class Fault extends Error {
  readonly status: number;
  /** Members beside Mistral's: `inheritance`. */
  readonly members: JsonMap;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: {
      readonly members?: JsonMap;
      readonly headers?: Readonly<Record<string, string>>;
      /** For the log alone. */
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "Fault";
    this.status = status;
    this.members = more.members ?? {};
    this.headers = more.headers ?? {};
  }
}

/** A request that cannot be understood. */
export function badRequest(message: string): Fault {
  return new Fault(400, message);
}

export function notFound(message: string): Fault {
  return new Fault(404, message);
}
