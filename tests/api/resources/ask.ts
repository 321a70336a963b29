import type { TestService } from "../service.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Empty where there is none, or it is no JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Sends requests as one caller: an object goes as JSON, a text as it is. */
export type Ask = (method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: object | string) => Promise<Answer>;

/** @param token sent as `X-Auth-Token` when given */
export function asker({ app }: TestService, token?: string): Ask {
  return async (method, path, body) => {
    const answer = await app.inject({
      method,
      url: path,
      headers: {
        ...(token === undefined ? {} : { "x-auth-token": token }),
        ...(typeof body === "string" ? { "content-type": "text/plain" } : {}),
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    const { statusCode: status, headers, body: text } = answer;
    const isJson = text.startsWith("{");
    return { status, headers, text, body: isJson ? answer.json<Record<string, unknown>>() : {} };
  };
}

/** The text of a workflow with a task that waits for an answer from outside. */
export function waiting(name: string): string {
  return `version: '2.0'\n${name}: {input: [who: nobody], tasks: {t: {action: std.async_noop}}}\n`;
}
