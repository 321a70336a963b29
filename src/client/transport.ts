/** A request to the service, without host. */
export interface TransportRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Begins with `/`; the query is part of it. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface TransportAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * How requests reach the service: over HTTP, or within the process.
 *
 * @throws Error when the service cannot be reached
 */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

/**
 * The way over HTTP.
 *
 * @param baseUrl address of the service, with or without `/v2` at its end
 * @param headers sent with every request, such as `X-Auth-Token`
 */
export function httpTransport(baseUrl: string, headers: Readonly<Record<string, string>> = {}): Transport {
  const base = baseUrl.replace(/\/+$/, "").replace(/\/v2$/, "");
  return async (request) => {
    const answer = await fetch(`${base}${request.path}`, {
      method: request.method,
      headers: { ...headers, ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };
}
