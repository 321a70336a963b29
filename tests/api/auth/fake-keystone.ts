import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

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
    if (path !== "/v3/auth/tokens") return { status: 404 };
    return request.method === "POST" ? this.#logIn(await bodyOf(request)) : this.#show(request);
  }

  #logIn(body: unknown): Answer {
    const wanted = {
      auth: {
        identity: {
          methods: ["password"],
          password: { user: { name: "ostro", password: "secret", domain: { name: "Default" } } },
        },
        scope: { project: { name: "service", domain: { name: "Default" } } },
      },
    };
    if (JSON.stringify(body) !== JSON.stringify(wanted)) return { status: 401 };
    this.#issued += 1;
    const token = `service-${this.#issued}`;
    this.serviceTokens.add(token);
    return { status: 201, headers: { "x-subject-token": token }, body: { token: {} } };
  }

  #show({ headers }: IncomingMessage): Answer {
    if (!this.serviceTokens.has(String(headers["x-auth-token"]))) return { status: 401 };
    const token = this.tokens.get(String(headers["x-subject-token"]));
    if (token === undefined) return { status: 404 };
    const { expiresAt, ...rest } = token;
    return { status: 200, body: { token: { ...rest, expires_at: new Date(expiresAt).toISOString() } } };
  }
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
