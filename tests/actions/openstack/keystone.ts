import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isMap, parseJson, writeJson, type Json, type JsonMap } from "../../../src/core/base/index.ts";

/** A request that a service of the cloud got. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Json;
}

export interface TestCloud {
  readonly authUrl: string;
  /** What was asked of Keystone, without the `auth` around it. */
  readonly logins: JsonMap[];
  readonly seen: Seen[];
  /** Tokens that services refuse from now on. */
  readonly revoked: Set<string>;
  close(): Promise<void>;
}

/**
 * A cloud in one server: Keystone under `/identity`, and services in two regions that answer what they were asked.
 *
 * @param expiresAt when tokens end, in milliseconds since 1970-01-01T00:00:00Z
 */
export async function startCloud(expiresAt: number): Promise<TestCloud> {
  const [logins, seen, revoked]: [JsonMap[], Seen[], Set<string>] = [[], [], new Set()];
  let base = "";
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    authUrl: `${base}/identity`,
    logins,
    seen,
    revoked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const body = text === "" ? null : parseJson(text);
    const path = request.url ?? "/";
    const give = (status: number, content: Json, headers: Record<string, string> = {}) =>
      response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(writeJson(content));
    if (path === "/identity/v3/auth/tokens") return logIn(body, give);
    const token = String(request.headers["x-auth-token"]);
    if (!/^token\d+$/.test(token) || revoked.has(token)) return void give(401, { error: { message: "who are you?" } });
    seen.push({ method: request.method ?? "", path, headers: request.headers, body });
    give(path.includes("missing") ? 404 : 200, { path, token });
  }

  function logIn(body: Json, give: (status: number, content: Json, headers?: Record<string, string>) => unknown): void {
    const auth = isMap(body) && isMap(body["auth"]) ? body["auth"] : {};
    logins.push(auth);
    if (writeJson(auth).includes("wrong"))
      return void give(401, { error: { message: "The request you have made requires authentication." } });
    const token = { expires_at: new Date(expiresAt).toISOString(), catalog: catalogue(base) };
    give(201, { token }, { "X-Subject-Token": `token${logins.length}` });
  }
}

function catalogue(base: string): Json {
  const endpoint = (type: string, face: string, region: string) => ({
    interface: face,
    region,
    region_id: region,
    url: `${base}/${type}/${face}/${region}/`,
  });
  return [
    {
      type: "compute",
      name: "nova",
      endpoints: [
        endpoint("compute", "public", "east"),
        endpoint("compute", "internal", "east"),
        endpoint("compute", "public", "west"),
      ],
    },
    { type: "volumev3", name: "cinderv3", endpoints: [endpoint("volumev3", "public", "east")] },
  ];
}
