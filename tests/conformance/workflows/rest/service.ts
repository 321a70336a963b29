import { pino } from "pino";
import { isMap, parseJson, writeJson, type Json, type JsonMap } from "../../../../src/core/base/index.ts";
import { readSettings } from "../../../../src/config.ts";
import { createService, type OstroService } from "../../../../src/index.ts";

/** What a service answered. */
export interface Answer {
  readonly status: number;
  /** The JSON of the answer, or its text where it is none. */
  readonly body: Json;
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** A service of its own with a database in memory, asked through its REST API. */
export class RestService {
  readonly #service: OstroService;

  private constructor(service: OstroService) {
    this.#service = service;
  }

  static async open(options: JsonMap = {}): Promise<RestService> {
    const settings = readSettings({ options: { database: "sqlite::memory:", ...options } });
    return new RestService(await createService(settings, { version: "0.0.0", logger: pino({ level: "silent" }) }));
  }

  stop(): Promise<void> {
    return this.#service.stop();
  }

  /** @param path after `/v2` */
  send(method: Method, path: string, body?: JsonMap): Promise<Answer> {
    return this.#exchange(method, path, "application/json", body === undefined ? undefined : writeJson(body));
  }

  /** Sends the text of a definition. */
  sendText(method: Method, path: string, text: string): Promise<Answer> {
    return this.#exchange(method, path, "text/plain", text);
  }

  /** @throws Error when the resource is not there */
  async get(path: string): Promise<JsonMap> {
    const { status, body } = await this.send("GET", path);
    if (status !== 200 || !isMap(body)) throw new Error(`GET ${path}: ${status} ${writeJson(body)}`);
    return body;
  }

  /** All rows of a collection. @throws Error when it is not there */
  async list(path: string, key: string): Promise<readonly JsonMap[]> {
    const rows = (await this.get(path))[key];
    return Array.isArray(rows) ? rows.filter((row: Json) => isMap(row)) : [];
  }

  async #exchange(method: Method, path: string, type: string, body: string | undefined): Promise<Answer> {
    const headers = body === undefined ? {} : { "Content-Type": type };
    const answer = await this.#service.transport({ method, path: `/v2${path}`, headers, body });
    return { status: answer.status, body: parsed(answer.body) };
  }
}

function parsed(text: string): Json {
  try {
    return text === "" ? null : parseJson(text);
  } catch {
    return text;
  }
}

/** What a refusal says; undefined for an answer that is none. */
export function faultOf({ status, body }: Answer): string | undefined {
  if (status < 400) return undefined;
  return isMap(body) && typeof body["faultstring"] === "string" ? body["faultstring"] : writeJson(body);
}

/** A member of an answer as a text; empty when it is none. */
export function textOf(map: JsonMap, key: string): string {
  const value = map[key];
  return typeof value === "string" ? value : "";
}

/** A member that holds JSON in a text. */
export function valueOf(map: JsonMap, key: string): Json {
  const value = map[key];
  return typeof value === "string" ? parseJson(value) : (value ?? null);
}
