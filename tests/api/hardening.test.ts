import { connect, type AddressInfo } from "node:net";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTokens } from "../../src/api/index.ts";
import { asker, type Ask } from "./resources/ask.ts";
import { startService, type TestService } from "./service.ts";

const tokens = "- {token: red-token, project: reds}\n- {token: blue-token, project: blues}\n";
const log: string[] = [];
let service: TestService;
let red: Ask;
let port: number;

beforeAll(async () => {
  service = await startService({
    authenticate: readTokens(tokens, "tokens.yaml"),
    requestLimits: { headerBytes: 4096, requestTimeoutMs: 100, requestsPerMinute: 30 },
    logger: pino({ level: "trace" }, { write: (line) => void log.push(line) }),
  });
  red = asker(service, "red-token");
  await service.app.listen({ host: "127.0.0.1", port: 0 });
  port = (service.app.server.address() as AddressInfo).port;
});

afterAll(() => service.close());

/** What the server says to bytes that are sent as they are, until it closes. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => (answer += text));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

describe("a connection", () => {
  it.each([
    ["with large headers", `GET / HTTP/1.1\r\nHost: h\r\nX: ${"x".repeat(5000)}\r\n\r\n`, 431, "too large"],
    ["with a large query", `GET /v2/workflows?name=${"x".repeat(5000)} HTTP/1.1\r\nHost: h\r\n\r\n`, 431, "too large"],
    ["that is no HTTP", "HELLO\r\n\r\n", 400, "not HTTP"],
    ["that never ends its headers", "GET / HTTP/1.1\r\nHost: h\r\nX: ", 408, "too long"],
    ["that never sends its body", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n", 408, "too long"],
  ])("%s is refused", async (_, bytes, status, words) => {
    const answer = await exchange(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(new RegExp(`"faultstring":"[^"]*${words}`));
  });
});

describe("secrets", () => {
  it("of action inputs are not shown, and stay with the action", async () => {
    await red(
      "POST",
      "/v2/actions",
      "version: '2.0'\nsend: {base: std.async_noop, input: [auth, password, to: null]}\n",
    );
    const made = await red("POST", "/v2/action_executions", {
      name: "send",
      input: { auth: { username: "u", password: "hunter2" }, password: { $secret: "env:MAIL" }, to: ["a"] },
    });
    expect([made.status, made.body["input"]]).toEqual([
      201,
      '{"auth": "***", "password": {"$secret": "env:MAIL"}, "to": ["a"]}',
    ]);
    const [stored] = await service.store.actions.list({ visibility: "all" });
    expect(JSON.stringify(stored?.input)).toContain("hunter2");
    const shown = await red("GET", "/v2/action_executions");
    expect(shown.text).not.toContain("hunter");
  });

  it("are in no line of the log", async () => {
    await red("POST", "/v2/environments", { name: "e", variables: { password: "hunter2" } });
    await red("PUT", "/v2/environments", { name: "e", variables: ["hunter2"] });
    await asker(service, "stolen-token")("GET", "/v2/workflows");
    expect(log.length).toBeGreaterThan(5);
    for (const word of ["hunter", "red-token", "stolen-token"]) expect(log.join("")).not.toContain(word);
  });
});

it("every line of the log about a request has its id", async () => {
  const { headers } = await red("GET", "/v2/workflows");
  expect(log.filter((line) => line.includes(String(headers["x-openstack-request-id"])))).not.toEqual([]);
});

it("who asks too often is told when to come back, and nobody else is", async () => {
  const blue = asker(service, "blue-token");
  const answers = [];
  for (let asked = 0; asked < 31; asked++) answers.push(await blue("GET", "/v2/workflows?limit=1"));
  expect(answers.slice(0, 30).every(({ status }) => status === 200)).toBe(true);
  expect(answers[0]?.headers["x-ratelimit-remaining"]).toBe("29");
  const { status, headers, body } = answers[30] ?? {};
  expect([status, body?.["faultstring"]]).toEqual([429, expect.stringMatching(/^Too many requests: 30 a minute/)]);
  expect(Number(headers?.["retry-after"])).toBeGreaterThan(0);
  expect((await red("GET", "/v2/workflows")).status).toBe(200);
  expect((await blue("GET", "/healthz")).status).toBe(200);
});

it("a trusted proxy says who the client is, and nobody else does", async () => {
  const trusting = await startService({
    requestLimits: { trustedProxies: ["10.0.0.0/8"], requestsPerMinute: 1 },
  });
  const ask = async (remoteAddress: string, client: string) =>
    trusting.app.inject({
      method: "GET",
      url: "/v2/actions?limit=1",
      remoteAddress,
      headers: { "x-forwarded-for": client, "x-forwarded-proto": "https", "x-forwarded-host": "flows.example" },
    });
  const [first, other, again, stranger, strangers] = [
    await ask("10.1.1.1", "192.0.2.1"),
    await ask("10.1.1.1", "192.0.2.2"),
    await ask("10.1.1.2", "192.0.2.1"),
    await ask("192.0.2.9", "192.0.2.7"),
    await ask("192.0.2.9", "192.0.2.8"),
  ];
  expect([first, other, again, stranger, strangers].map(({ statusCode }) => statusCode)).toEqual([
    200, 200, 429, 200, 429,
  ]);
  expect(first.json<{ next: string }>().next).toMatch(/^https:\/\/flows\.example\/v2\/actions\?/);
  expect(stranger.json<{ next: string }>().next).toMatch(/^http:\/\/localhost/);
  await trusting.close();
});
