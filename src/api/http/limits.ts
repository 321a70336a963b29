import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

/** What one request may take up. */
export interface RequestLimits {
  /** The largest body, in bytes. */
  readonly bodyBytes: number;
  /** The largest size of the headers together with the address, in bytes. */
  readonly headerBytes: number;
  /** How long a client may take to send a whole request, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Requests of one caller within a minute; 0 for any number. */
  readonly requestsPerMinute: number;
  /** Addresses and networks of proxies that are believed when they say who the client is. */
  readonly trustedProxies: readonly string[];
}

const usual: RequestLimits = {
  bodyBytes: 16 * 1024 * 1024,
  headerBytes: 16 * 1024,
  requestTimeoutMs: 60_000,
  requestsPerMinute: 0,
  trustedProxies: [],
};

const longestHeadersMs = 20_000;
/** How often Node looks for clients that take too long, in milliseconds. */
const lookEveryMs = 5000;

/** Limits with the usual ones where none are given. */
export function withUsualLimits(limits: Partial<RequestLimits> = {}): RequestLimits {
  return { ...usual, ...limits };
}

/** The limits that the server itself keeps, in fastify's words. */
export function serverOptions({ bodyBytes, headerBytes, requestTimeoutMs, trustedProxies }: RequestLimits) {
  return {
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit: bodyBytes,
    requestTimeout: requestTimeoutMs,
    http: {
      maxHeaderSize: headerBytes,
      headersTimeout: Math.min(longestHeadersMs, requestTimeoutMs),
      connectionsCheckingInterval: Math.min(lookEveryMs, requestTimeoutMs),
    },
    clientErrorHandler: answerClientError,
  };
}

const reasons: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, "The headers of the request, or its address, are too large."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "The request took too long to arrive."],
};

/** Answers what is no request, or not a whole one, before any route could. */
function answerClientError({ code }: { readonly code: string }, socket: Socket): void {
  if (code === "ECONNRESET" || socket.destroyed) return;
  const [status, faultstring] = reasons[code] ?? [400, "The request is not HTTP."];
  const body = JSON.stringify({ faultcode: "Client", faultstring, debuginfo: null });
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nContent-Type: application/json\r\n`;
  if (socket.writable)
    socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
  socket.destroySoon();
}
