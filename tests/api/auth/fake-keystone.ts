import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";

interface Token {
  readonly user: { readonly id: string; readonly name: string };
  readonly project?: { readonly id: string };
  readonly roles: readonly { readonly name: string }[];
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** The part of Keystone's version 3 that a service needs: logging in with a password, and looking at tokens. */
export class FakeKeystone {
  readonly #server: Server;
  /** By their texts. */
  readonly tokens = new Map<string, Token>();
  /** Users beside the service's, by name: they log in with their name as password, for a project of the same name as its id. */
  readonly users = new Map<string, { readonly project: string; readonly roles: readonly string[] }>();
  /** Tokens of the service itself that are valid. */
  readonly serviceTokens = new Set<string>();
  /** What was asked, such as `GET /v3/auth/tokens`. */
  readonly requests: string[] = [];
  isAway = false;
  #issued = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, headers = {}, body }) => {
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(body === undefined ? "" : JSON.stringify(body));
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v3`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => void this.#server.listen(0, "127.0.0.1", resolve));
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => void this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const [path] = (request.url ?? "").split("?");
    this.requests.push(`${request.method} ${path}`);
    if (this.isAway) return { status: 503 };
    if (path === "/v3" || path === "/v3/") return { status: 200, body: { version: this.#version() } };
    if (path !== "/v3/auth/tokens") return { status: 404 };
    return request.method === "POST" ? this.#logIn(await bodyOf(request)) : this.#show(request);
  }

  #version(): object {
    return { id: "v3.14", status: "stable", links: [{ rel: "self", href: `${this.url}/` }] };
  }

  #logIn(body: unknown): Answer {
    this.#issued += 1;
    const text = `token-${this.#issued}`;
    const headers = { "x-subject-token": text };
    if (isDeepStrictEqual(body, logInOf("ostro", "secret", "service"))) {
      this.serviceTokens.add(text);
      return { status: 201, headers, body: { token: {} } };
    }
    for (const [name, { project, roles }] of this.users) {
      if (!isDeepStrictEqual(body, logInOf(name, name, project))) continue;
      const token = {
        user: { id: name, name },
        project: { id: project },
        roles: roles.map((role) => ({ name: role })),
        expiresAt: Date.now() + 3_600_000,
      };
      this.tokens.set(text, token);
      return { status: 201, headers, body: shown(token) };
    }
    return { status: 401 };
  }

  #show({ headers }: IncomingMessage): Answer {
    if (!this.serviceTokens.has(String(headers["x-auth-token"]))) return { status: 401 };
    const token = this.tokens.get(String(headers["x-subject-token"]));
    if (token === undefined) return { status: 404 };
    return { status: 200, body: shown(token) };
  }
}

function logInOf(name: string, password: string, project: string): object {
  const domain = { name: "Default" };
  return {
    auth: {
      identity: { methods: ["password"], password: { user: { name, password, domain } } },
      scope: { project: { name: project, domain } },
    },
  };
}

function shown({ expiresAt, ...rest }: Token): object {
  const expires = new Date(expiresAt).toISOString();
  return { token: { ...rest, methods: ["password"], catalog: [], issued_at: expires, expires_at: expires } };
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
