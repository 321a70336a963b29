import { readTokens } from "../../../src/api/index.ts";
import { isMap, parseJson, type Json, type JsonMap } from "../../../src/core/base/index.ts";
import type { HierarchyLimits } from "../../../src/library/index.ts";
import { startService, type TestService } from "../service.ts";

export interface Answer {
  readonly status: number;
  readonly body: JsonMap;
}

/** Operators who may publish, two tenants, and one who may publish for the first of them. */
const tokens = `
- {token: ops, project: operators, user: olga, roles: [admin]}
- {token: more, project: more_operators, user: max, roles: [admin]}
- {token: alice, project: first, user: alice}
- {token: chief, project: first, user: chief, roles: [admin]}
- {token: bob, project: second, user: bob}
`;

/** A service with projects that share a database. */
export class Household {
  readonly service: TestService;

  private constructor(service: TestService) {
    this.service = service;
  }

  static async open(limits: Partial<HierarchyLimits> = {}): Promise<Household> {
    return new Household(await startService({ authenticate: readTokens(tokens, "tokens"), limits }));
  }

  /** What somebody can do, known by the token. */
  as(token: string): Person {
    return new Person(this.service, token);
  }

  close(): Promise<void> {
    return this.service.close();
  }
}

/** Somebody who calls the service. */
export class Person {
  readonly #service: TestService;
  readonly #token: string;

  constructor(service: TestService, token: string) {
    this.#service = service;
    this.#token = token;
  }

  get(path: string): Promise<Answer> {
    return this.send("GET", path);
  }

  /** Creates workflows from a text without its version. */
  create(text: string, query = ""): Promise<Answer> {
    return this.send("POST", `/v2/workflows${query}`, withVersion(text));
  }

  /** Changes workflows. */
  update(text: string, query = "", identifier = ""): Promise<Answer> {
    return this.send("PUT", `/v2/workflows${identifier === "" ? "" : `/${identifier}`}${query}`, withVersion(text));
  }

  delete(name: string, query = ""): Promise<Answer> {
    return this.send("DELETE", `/v2/workflows/${name}${query}`);
  }

  /** @param parents by name, to which revision */
  async rebase(name: string, parents: Readonly<Record<string, number | null>>): Promise<Answer> {
    const edges = list((await this.get(`/v2/workflows/${name}`)).body["extends"]).filter(isMap);
    const byId = Object.entries(parents).map(([parent, revision]) => {
      const edge = edges.find((one) => one["name"] === parent);
      return [edge === undefined ? parent : text(edge["id"]), revision] as const;
    });
    return this.send("POST", `/v2/workflows/${name}/rebase`, { parents: Object.fromEntries(byId) });
  }

  async show(name: string, query = ""): Promise<JsonMap> {
    return (await this.get(`/v2/workflows/${name}${query}`)).body;
  }

  async id(name: string, query = ""): Promise<string> {
    return text((await this.show(name, query))["id"]);
  }

  /** The complete form of a workflow. */
  async spec(name: string, query = ""): Promise<JsonMap> {
    return map((await this.get(`/v2/workflows/${name}/flattened${query}`)).body["spec"]);
  }

  async send(method: "GET" | "POST" | "PUT" | "DELETE", path: string, payload?: Json): Promise<Answer> {
    const isText = typeof payload === "string";
    const answer = await this.#service.app.inject({
      method,
      url: path,
      headers: {
        "x-auth-token": this.#token,
        ...(payload === undefined ? {} : { "content-type": isText ? "text/plain" : "application/json" }),
      },
      ...(payload === undefined ? {} : { payload: isText ? payload : JSON.stringify(payload) }),
    });
    const body = answer.body === "" ? {} : parseJson(answer.body);
    return { status: answer.statusCode, body: isMap(body) ? body : { body } };
  }
}

/** A map as a map; empty for anything else. */
export function map(value: Json | undefined): JsonMap {
  return value !== undefined && isMap(value) ? value : {};
}

/** A text as a text; empty for anything else. */
export function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** A list as a list; empty for anything else. */
export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The members of an error of inheritance that a program looks at. */
export function fault({ status, body }: Answer): JsonMap {
  const { code = null, path = null } = map(body["inheritance"]);
  return { status, code, path };
}

function withVersion(text: string): string {
  return `version: '2.0'\n${text}`;
}
