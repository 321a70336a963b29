import type { Dispatcher } from "undici";
import { decompress } from "./decompress.ts";
import { dispatcherFor, isProxyNamed, type HttpLimits } from "./dispatcher.ts";
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
 * @param limits the largest body that is taken, as it comes and as it is unpacked; and where nobody may go
 * @param signal stops it
 * @returns the last answer
 * @throws Error when there is no answer: no connection, time out, too many redirects, too much data, or the signal
 */
export async function send(request: HttpRequest, limits: HttpLimits, signal: AbortSignal): Promise<HttpResponse> {
  const started = performance.now();
  const { maxAnswerBytes, refused } = limits;
  const isOverProxy = request.proxyUrl !== undefined || isProxyNamed();
  const dispatcher = await dispatcherFor(request, limits);
  const timeout = request.timeoutMs === undefined ? undefined : AbortSignal.timeout(request.timeoutMs);
  const limit = timeout === undefined ? signal : AbortSignal.any([signal, timeout]);
  try {
    let step = request;
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      await refused.check(step.url, isOverProxy);
      const answer = await exchange(step, dispatcher, maxAnswerBytes, limit);
      const location = redirectOf(step, answer.status, answer.headers);
      if (location === undefined) return { ...answer, url: step.url, elapsedMs: performance.now() - started };
      step = redirected(step, answer.status, new URL(location, step.url).href);
    }
    throw new Error(`Exceeded ${maxRedirects} redirects.`);
  } catch (error) {
    throw explained(error, request, maxAnswerBytes, timeout?.aborted === true && !signal.aborted);
  } finally {
    await dispatcher.destroy();
  }
}

async function exchange(request: HttpRequest, dispatcher: Dispatcher, maxBytes: number, signal: AbortSignal) {
  const undici = await import("undici");
  const answer = await undici.request(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body ?? null,
    dispatcher,
    signal,
    responseHeaders: "raw",
  });
  const raw = new Uint8Array(await answer.body.arrayBuffer());
  const headers = headerPairs(answer.headers);
  const body = decompress(raw, headerOf(headers, "content-encoding"), maxBytes);
  return { status: answer.statusCode, reason: answer.statusText, headers, body };
}

/** What a library says in its own words, said in ours. */
function explained(error: unknown, request: HttpRequest, maxBytes: number, isLate: boolean): unknown {
  if (isLate) return new Error(`Read timed out. (read timeout=${(request.timeoutMs ?? 0) / 1000})`);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const isTooLarge = code === "UND_ERR_RES_EXCEEDED_MAX_SIZE" || code === "ERR_BUFFER_TOO_LARGE";
  return isTooLarge ? new Error(`The answer is larger than ${Math.floor(maxBytes / 1024 ** 2)} MiB`) : error;
}

function headerPairs(raw: unknown): [string, string][] {
  const pairs: [string, string][] = [];
  if (!Array.isArray(raw)) return pairs;
  for (let i = 0; i + 1 < raw.length; i += 2) pairs.push([String(raw[i]), String(raw[i + 1])]);
  return pairs;
}

function redirectOf(request: HttpRequest, status: number, headers: HttpResponse["headers"]): string | undefined {
  if (!request.followsRedirects || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  return headerOf(headers, "location");
}

function headerOf(headers: HttpResponse["headers"], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** A redirected POST becomes a GET after 301, 302 and 303; credentials stay with the host they were meant for. */
function redirected(request: HttpRequest, status: number, url: string): HttpRequest {
  const isSameHost = new URL(url).host === new URL(request.url).host;
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name]) => isSameHost || !["authorization", "cookie", "x-auth-token"].includes(name.toLowerCase()),
    ),
  );
  const becomesGet = status === 303 ? request.method !== "HEAD" : status < 303 && request.method === "POST";
  return becomesGet ? { ...request, url, headers, method: "GET", body: undefined } : { ...request, url, headers };
}
