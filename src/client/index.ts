/**
 * The REST interface as functions, over HTTP or within one process.
 *
 * It does not know how the service works inside; it knows its addresses, its answers and its errors.
 */
export { Connection } from "./connection.ts";
export type { Query } from "./connection.ts";
export { ServiceError } from "./error.ts";
export { httpTransport } from "./transport.ts";
export type { Transport, TransportAnswer, TransportRequest } from "./transport.ts";
