import { isMap, parseJson, writeJson, type Json, type JsonMap } from "../core/base/index.ts";
import { ServiceError } from "./error.ts";
import type { Transport, TransportRequest } from "./transport.ts";

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Requests and answers as JSON. An answer is taken for what its call is known to give. */
export class Connection {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** @throws ServiceError */
  async get<Answer = JsonMap>(path: string, query: Query = {}): Promise<Answer> {
    return asMap(await this.#send("GET", path, query)) as Answer;
  }

  /** @throws ServiceError */
  async getText(path: string, query: Query, accept: string): Promise<string> {
    return this.#exchange({
      method: "GET",
      path: withQuery(path, query),
      headers: { Accept: accept },
      body: undefined,
    });
  }

  /** @throws ServiceError */
  async post<Answer = JsonMap>(path: string, body: JsonMap, query: Query = {}): Promise<Answer> {
    return asMap(await this.#send("POST", path, query, writeJson(body), "application/json")) as Answer;
  }

  /** @throws ServiceError */
  async put<Answer = JsonMap>(path: string, body: JsonMap, query: Query = {}): Promise<Answer> {
    return asMap(await this.#send("PUT", path, query, writeJson(body), "application/json")) as Answer;
  }

  /** Posts a text of a certain type. @throws ServiceError */
  async postAs<Answer = JsonMap>(path: string, text: string, type: string): Promise<Answer> {
    return asMap(await this.#send("POST", path, {}, text, type)) as Answer;
  }

  /** Sends the text of a definition. @throws ServiceError */
  async sendText<Answer = JsonMap>(
    method: "POST" | "PUT",
    path: string,
    text: string,
    query: Query = {},
  ): Promise<Answer> {
    return asMap(await this.#send(method, path, query, text, "text/plain")) as Answer;
  }

  /** @returns what the service says of it; nothing as a rule. @throws ServiceError */
  async delete<Answer = JsonMap>(path: string, query: Query = {}): Promise<Answer> {
    return asMap(await this.#send("DELETE", path, query)) as Answer;
  }

  /**
   * All rows of a collection, page by page.
   *
   * @param path the collection
   * @param key under which an answer holds its rows
   * @param query filters and order; `limit` is the number of rows at most
   * @throws ServiceError
   */
  async *list<Row = JsonMap>(path: string, key: string, query: Query = {}): AsyncGenerator<Row> {
    const most = typeof query["limit"] === "number" ? query["limit"] : Infinity;
    let marker: Json | undefined;
    for (let count = 0; count < most;) {
      const limit = Math.min(pageSize, most - count);
      const page = await this.get(path, { ...query, limit, ...(typeof marker === "string" ? { marker } : {}) });
      const rows = Array.isArray(page[key]) ? (page[key] as readonly Json[]).filter(isMap) : [];
      yield* rows as unknown as readonly Row[];
      count += rows.length;
      marker = rows.at(-1)?.["id"];
      if (rows.length < limit || marker === undefined) return;
    }
  }

  async #send(
    method: TransportRequest["method"],
    path: string,
    query: Query,
    body?: string,
    type?: string,
  ): Promise<Json> {
    const headers = type === undefined ? {} : { "Content-Type": type };
    const text = await this.#exchange({ method, path: withQuery(path, query), headers, body });
    return text === "" ? {} : parseJson(text);
  }

  async #exchange(request: TransportRequest): Promise<string> {
    const { status, headers, body } = await this.#transport(request);
    if (status < 400) return body;
    const parsed = parsedOrText(body);
    const said = isMap(parsed) && typeof parsed["faultstring"] === "string" ? parsed["faultstring"] : undefined;
    throw new ServiceError(
      status,
      headers["server-error-message"] ?? said ?? (body.trim() || `HTTP ${status}`),
      parsed,
    );
  }
}

const pageSize = 200;

/** A path under `/v2`, of parts that are encoded. */
export function pathOf(...parts: readonly string[]): string {
  return `/v2/${parts.map((part) => encodeURIComponent(part)).join("/")}`;
}

function withQuery(path: string, query: Query): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) given.set(key, String(value));
  return given.size === 0 ? path : `${path}?${given.toString()}`;
}

function asMap(value: Json): JsonMap {
  return isMap(value) ? value : {};
}

function parsedOrText(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
