import { isMap, writeJson, type Json } from "../../../src/core/base/index.ts";
import type { TestService } from "../../api/service.ts";

/** Columns of a line of the document, less the indentation of its blocks. */
const width = 75;

/** Sends the requests of the document to a service and shows the answers as the document does. */
export class Exchange {
  readonly #service: TestService;
  readonly #ids = new Map<string, string>();

  constructor(service: TestService) {
    this.#service = service;
  }

  /**
   * @param request method and address, headers, an empty line and the body; `{id of NAME}` stands for an id
   * @returns status, an empty line, and the body
   */
  async send(request: string): Promise<string> {
    const [head = "", ...rest] = request.split("\n\n");
    const [first = "", ...headers] = head.split("\n");
    const [method = "", path = ""] = first.split(" ");
    const body = await this.#withIds(rest.join("\n\n"));
    const answer = await this.#service.app.inject({
      method: method as "GET" | "POST" | "PUT" | "DELETE",
      url: path,
      headers: Object.fromEntries(headers.map((line) => line.split(": "))),
      ...(body === "" ? {} : { payload: `${body}\n` }),
    });
    const status = `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`;
    if (answer.body === "") return status;
    const isJson = String(answer.headers["content-type"]).includes("json");
    const shown = isJson ? show(JSON.parse(answer.body) as Json, "").join("\n") : answer.body.trimEnd();
    return `${status}\n\n${this.#steady(shown)}`;
  }

  async #withIds(body: string): Promise<string> {
    const [whole, name] = /\{id of (\w+)\}/.exec(body) ?? [];
    if (whole === undefined || name === undefined) return body;
    const { id } = (await this.#service.store.workflows.find(name, "", "<default-project>")) ?? { id: "" };
    return body.replace(whole, id);
  }

  /** Ids are numbered as they come, so that they are the same every time. */
  #steady(text: string): string {
    return text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f-]{17}/g, (id) => {
      const known = this.#ids.get(id) ?? `00000000-0000-4000-8000-${String(this.#ids.size + 1).padStart(12, "0")}`;
      this.#ids.set(id, known);
      return known;
    });
  }
}

/** JSON in as few lines as fit; texts that are too long are cut. */
function show(value: Json, indent: string, before = "", after = ""): string[] {
  const room = width - indent.length - before.length - after.length;
  const short = writeJson(value).replaceAll(/"(?:[^"\\]|\\.)*"[:,]?|,/g, (token) =>
    /[:,]$/.test(token) ? `${token} ` : token,
  );
  if (short.trimEnd().length <= room) return [`${indent}${before}${short.trimEnd()}${after}`];
  if (typeof value === "string") return [`${indent}${before}${cut(short, room)}${after}`];
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).flatMap((item, i) =>
      show(item, inner, "", i < value.length - 1 ? "," : ""),
    );
    return [`${indent}${before}[`, ...items, `${indent}]${after}`];
  }
  const entries = isMap(value) ? Object.entries(value) : [];
  const lines = entries.flatMap(([key, item], i) =>
    show(item, inner, `${writeJson(key)}: `, i < entries.length - 1 ? "," : ""),
  );
  return [`${indent}${before}{`, ...lines, `${indent}}${after}`];
}

/** A text in JSON, cut so that no escape is torn. */
function cut(text: string, room: number): string {
  const kept = text.slice(0, room - '..."'.length).replace(/\\(u[0-9a-f]{0,3})?$/, "");
  return `${kept}..."`;
}
