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
}
