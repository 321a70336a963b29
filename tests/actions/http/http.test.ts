import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actionRegistry } from "../../../src/actions/index.ts";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { actionContext } from "../context.ts";

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    if (path === "/hang") return;
    if (path === "/redirect") return void response.writeHead(302, { Location: "/see" }).end();
    if (path === "/text")
      return void response.writeHead(200, { "Content-Type": "text/plain" }).end("caf\u00e9", "latin1");
    if (path === "/broken") return void response.writeHead(503, { "X-Why": "tired" }).end('{"error": 1.0}');
    void bodyOf(request).then((body) => {
      response.writeHead(200, { "Content-Type": "application/json", "Set-Cookie": "seen=1; Path=/" });
      response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

async function send(input: JsonMap, signal = new AbortController().signal, name = "std.http") {
  const action = actionRegistry().get(name);
  if (action === undefined) throw new Error(`no action ${name}`);
  const given = Object.fromEntries(action.parameters.map((p) => [p.name, input[p.name] ?? p.default]));
  return action.run(given, actionContext({ callbackUrl: "http://me/v2/action_executions/a1", signal }));
}

test("sends query, JSON body, headers, cookies and login, and parses the answer", async () => {
  const result = await send({
    url: `${base}/see?a=1`,
    method: "post",
    params: { b: [2, 3] },
    json: { x: 1.5 },
    headers: { "X-Number": 7 },
    cookies: { c: "d" },
    auth: "user:secret",
  });
  expect(result).toMatchObject({
    state: "SUCCESS",
    value: {
      status: 200,
      encoding: "utf-8",
      cookies: { seen: "1" },
      history: [],
      headers: { "Content-Type": "application/json" },
      content: {
        method: "POST",
        url: "/see?a=1&b=2&b=3",
        body: '{"x":1.5}',
        headers: {
          "content-type": "application/json",
          "x-number": "7",
          cookie: "c=d",
          authorization: `Basic ${Buffer.from("user:secret").toString("base64")}`,
          "idempotency-key": "a1",
        },
      },
    },
  });
});

test("text keeps its characters in the encoding that the answer has", async () => {
  expect(await send({ url: `${base}/text` })).toMatchObject({
    value: { content: "caf\u00e9", encoding: "ISO-8859-1" },
  });
});

test("a status outside 200 to 306 is an error with the whole answer", async () => {
  expect(await send({ url: `${base}/broken` })).toMatchObject({
    state: "ERROR",
    value: { status: 503, reason: "Service Unavailable", headers: { "X-Why": "tired" } },
  });
});

test("redirects are followed only when asked", async () => {
  expect(await send({ url: `${base}/redirect` })).toMatchObject({ state: "SUCCESS", value: { status: 302 } });
  expect(await send({ url: `${base}/redirect`, allow_redirects: true })).toMatchObject({
    value: { status: 200, url: `${base}/see` },
  });
});

test("no answer in time is an error that says so", async () => {
  const result = await send({ url: `${base}/hang`, timeout: 0.05 });
  expect(result.state).toBe("ERROR");
  expect(result.value).toMatch(
    /^The action raised an exception \[action=HTTPAction, action_ex_id=a1, msg='Failed to send HTTP request: /,
  );
});

test("an abort ends the request at once", async () => {
  const stop = new AbortController();
  const hanging = send({ url: `${base}/hang` }, stop.signal);
  stop.abort(new Error("cancelled"));
  await expect(hanging).rejects.toThrow("cancelled");
});

test("the asynchronous form tells the receiver where to answer", async () => {
  const result = await send({ url: `${base}/see` }, undefined, "std.mistral_http");
  expect(result.value).toMatchObject({
    content: {
      headers: {
        "mistral-action-execution-id": "a1",
        "mistral-callback-url": "http://me/v2/action_executions/a1",
        "mistral-task-id": "t1",
      },
    },
  });
});
