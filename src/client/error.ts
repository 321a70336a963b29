import { isMap, type JsonMap } from "../core/base/index.ts";

/** The service refused a request. `message` is what it said. */
export class ServiceError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** The whole answer, parsed where it was JSON. */
  readonly body: unknown;

  constructor(status: number, message: string, body: unknown) {
    super(message);
    this.name = "ServiceError";
    this.status = status;
    this.body = body;
  }

  /** What inheritance has to say about it: code, path, errors, impact (design, section 9); undefined for other errors. */
  get inheritance(): JsonMap | undefined {
    const { body } = this;
    const value: unknown = isMap(body) ? body["inheritance"] : undefined;
    return isMap(value) ? value : undefined;
  }
}
