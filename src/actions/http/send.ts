import { readFileSync } from "node:fs";
import { Agent, ProxyAgent, request as undiciRequest, type Dispatcher } from "undici";
import type { HttpRequest } from "./request.ts";

/** An answer as it came in; header names keep the spelling of the server, which expressions may read. */
export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly url: string;
  readonly elapsedMs: number;
}

const maxRedirects = 30;

/**
 * Sends a request and follows redirects where it says so.
 *
 * @param request what to send
 * @param signal stops it
 * @returns the last answer
 * @throws Error when there is no answer: no connection, time out, too many redirects, or the signal
 */
export async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const started = performance.now();
  const dispatcher = dispatcherFor(request);
  const limit =
    request.timeoutMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(request.timeoutMs)]);
  try {
    let step = request;
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const answer = await exchange(step, dispatcher, limit);
      const location = redirectOf(step, answer.status, answer.headers);
      if (location === undefined) return { ...answer, url: step.url, elapsedMs: performance.now() - started };
      step = redirected(step, answer.status, new URL(location, step.url).href);
    }
    throw new Error(`Exceeded ${maxRedirects} redirects.`);
  } finally {
    await dispatcher.close();
  }
}

async function exchange(request: HttpRequest, dispatcher: Dispatcher, signal: AbortSignal) {
  const answer = await undiciRequest(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body ?? null,
    dispatcher,
    signal,
    responseHeaders: "raw",
  });
  const body = new Uint8Array(await answer.body.arrayBuffer());
  return { status: answer.statusCode, reason: answer.statusText, headers: headerPairs(answer.headers), body };
}

function headerPairs(raw: unknown): [string, string][] {
  const pairs: [string, string][] = [];
  if (!Array.isArray(raw)) return pairs;
  for (let i = 0; i + 1 < raw.length; i += 2) pairs.push([String(raw[i]), String(raw[i + 1])]);
  return pairs;
}

function redirectOf(
  request: HttpRequest,
  status: number,
  headers: readonly (readonly [string, string])[],
): string | undefined {
  if (!request.followsRedirects || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  return headers.find(([name]) => name.toLowerCase() === "location")?.[1];
}

/** A redirected POST becomes a GET after 301, 302 and 303; credentials stay with the host they were meant for. */
function redirected(request: HttpRequest, status: number, url: string): HttpRequest {
  const isSameHost = new URL(url).host === new URL(request.url).host;
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name]) => isSameHost || !["authorization", "cookie"].includes(name.toLowerCase()),
    ),
  );
  const becomesGet = status === 303 ? request.method !== "HEAD" : status < 303 && request.method === "POST";
  return becomesGet ? { ...request, url, headers, method: "GET", body: undefined } : { ...request, url, headers };
}

function dispatcherFor({ proxyUrl, verify }: HttpRequest): Dispatcher {
  const tls = typeof verify === "string" ? { ca: readFileSync(verify) } : { rejectUnauthorized: verify };
  return proxyUrl === undefined ? new Agent({ connect: tls }) : new ProxyAgent({ uri: proxyUrl, requestTls: tls });
}
