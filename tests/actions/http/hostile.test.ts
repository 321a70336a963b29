import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { httpActions } from "../../../src/actions/http/http.ts";
import { RefusedAddresses } from "../../../src/actions/http/refused.ts";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { certificate, key } from "../certificate.ts";
import { actionContext } from "../context.ts";

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** @returns `127.0.0.1:PORT` */
async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering = (listener: RequestListener) => listen(createHttpServer(listener));

const mebibyte = 1024 ** 2;

function send(input: JsonMap, refused: readonly string[] = []) {
  const [http] = httpActions({ maxAnswerBytes: mebibyte, refused: RefusedAddresses.read(refused) });
  if (http === undefined) throw new Error("no action");
  const given = Object.fromEntries(http.parameters.map((p) => [p.name, input[p.name] ?? p.default]));
  return http.run(given, actionContext());
}

const failedWith = (reason: RegExp) => ({
  state: "ERROR",
  value: expect.stringMatching(
    new RegExp(
      `^The action raised an exception \\[action=HTTPAction, action_ex_id=a1, msg='Failed to send HTTP request: ${reason.source}`,
    ),
  ),
});

const flood = (
  write: (chunk: Buffer) => boolean,
  socket: { readonly destroyed: boolean; on(event: "drain", go: () => void): unknown },
) => {
  const go = () => {
    while (!socket.destroyed && write(Buffer.alloc(65_536, "x")));
  };
  socket.on("drain", go);
  go();
};

describe("a server that", () => {
  test.each<[string, (socket: Socket) => void, RegExp]>([
    ["closes early", (socket) => socket.end(), /other side closed/],
    [
      "closes in the middle",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"),
      /other side closed|terminated/,
    ],
    ["answers garbage", (socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n"), /.*(Parse|HTTP)/],
    ["sends headers without end", (socket) => flood((c) => socket.write(c), socket), /.*(Parse|Overflow|HTTP)/i],
    [
      "sends headers of any size",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        flood((c) => socket.write(`X-A: ${c.toString("latin1")}\r\n`), socket);
      },
      /.*(Overflow)/i,
    ],
  ])("%s", async (_, answer, reason) => {
    const place = await listen(createServer((socket) => void socket.once("data", () => answer(socket))));
    expect(await send({ url: `http://${place}/`, timeout: 5 })).toEqual(failedWith(reason));
  });

  test("sends gigabytes", async () => {
    const place = await answering((_request, response) => flood((chunk) => response.write(chunk), response));
    expect(await send({ url: `http://${place}/` })).toEqual(failedWith(/The answer is larger than 1 MiB/));
  });

  test("sends little that unpacks to much", async () => {
    const place = await answering((_request, response) => {
      response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(Buffer.alloc(64 * mebibyte)));
    });
    expect(await send({ url: `http://${place}/` })).toEqual(failedWith(/The answer is larger than 1 MiB/));
  });

  test("sends a byte now and then", async () => {
    const place = await answering((_request, response) => {
      const timer = setInterval(() => response.write("x"), 10);
      response.on("close", () => clearInterval(timer));
    });
    const result = await send({ url: `http://${place}/`, timeout: 0.1 });
    expect(result).toEqual(failedWith(/Read timed out. \(read timeout=0.1\)/));
  });

  test("redirects for ever", async () => {
    const place = await answering((_request, response) => void response.writeHead(302, { Location: "/again" }).end());
    const result = await send({ url: `http://${place}/`, allow_redirects: true });
    expect(result).toEqual(failedWith(/Exceeded 30 redirects./));
  });

  test("redirects to another host does not get the login", async () => {
    const seen: unknown[] = [];
    const other = await answering((request, response) => {
      seen.push(request.headers.authorization, request.headers.cookie);
      response.end();
    });
    const place = await answering((_request, response) => {
      response.writeHead(307, { Location: `http://${other}/` }).end();
    });
    await send({ url: `http://${place}/`, allow_redirects: true, auth: "a:b", cookies: { c: "d" } });
    expect(seen).toEqual([undefined, undefined]);
  });
});

test.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
])("a body packed by %s is unpacked", async (method, pack) => {
  const place = await answering((_request, response) => {
    response.writeHead(200, { "Content-Encoding": method, "Content-Type": "application/json" }).end(pack('{"a": 1}'));
  });
  expect(await send({ url: `http://${place}/` })).toMatchObject({ value: { content: { a: 1 } } });
});

test.each([
  ["nothing", "Invalid URL '': No scheme supplied"],
  ["localhost/x", "Invalid URL 'localhost/x': No scheme supplied. Perhaps you meant https://localhost/x\\?"],
  ["file:///etc/passwd", "'url' must begin with http:// or https://, not file:///etc/passwd"],
])("the url %s", async (url, reason) => {
  expect(await send({ url: url === "nothing" ? "" : url })).toEqual(failedWith(new RegExp(reason)));
});

test.each<[string, JsonMap, string]>([
  ["timeout", { timeout: "soon" }, "'timeout' must be a positive number of seconds"],
  ["headers", { headers: ["a"] }, "'headers' must be a map"],
  ["auth", { auth: "nobody" }, "'auth' must have the form user:password"],
])("a wrong %s is named", async (_, input, reason) => {
  expect(await send({ url: "http://127.0.0.1:1/", ...input })).toEqual(failedWith(new RegExp(reason)));
});

describe("over TLS", () => {
  const secure = () =>
    listen(createHttpsServer({ cert: certificate, key }, (_request, response) => void response.end("in")));

  test("a certificate that nobody signed is refused", async () => {
    const place = await secure();
    expect(await send({ url: `https://${place}/` })).toEqual(failedWith(/self-signed certificate/));
    expect(await send({ url: `https://${place}/`, verify: true })).toEqual(failedWith(/self-signed certificate/));
  });

  test("it is taken where that is said, or where the file of authorities has it", async () => {
    const place = await secure();
    expect(await send({ url: `https://${place}/`, verify: false })).toMatchObject({ value: { content: "in" } });
    const folder = mkdtempSync(join(tmpdir(), "ostro-ca-"));
    open.push(async () => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "ca.pem"), certificate);
    expect(await send({ url: `https://${place}/`, verify: join(folder, "ca.pem") })).toMatchObject({
      state: "SUCCESS",
    });
    const missing = await send({ url: `https://${place}/`, verify: join(folder, "none.pem") });
    expect(missing).toEqual(failedWith(/ENOENT/));
  });
});

/** A proxy that leads connections on, and tells where to. */
async function proxy(): Promise<{ place: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end("by the proxy");
  });
  server.on("connect", (request, socket, head) => {
    asked.push(`CONNECT ${request.url}`);
    const [host, port] = (request.url ?? "").split(":");
    const onwards = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onwards.write(head);
      onwards.pipe(socket).pipe(onwards);
    });
    onwards.on("error", () => socket.destroy());
    socket.on("error", () => onwards.destroy());
    socket.on("close", () => onwards.destroy());
  });
  return { place: await listen(server), asked };
}

test("a proxy of its own for each scheme", async () => {
  const { place, asked } = await proxy();
  const target = await listen(
    createHttpsServer({ cert: certificate, key }, (_request, response) => void response.end("in")),
  );
  const proxies = { https: `http://${place}`, http: "http://127.0.0.1:1" };
  const result = await send({ url: `https://${target}/`, verify: false, proxies });
  expect(result).toMatchObject({ value: { content: "in" } });
  expect(asked).toEqual([`CONNECT ${target}`]);
  expect(await send({ url: `http://${target}/`, proxies })).toEqual(failedWith(/.*ECONNREFUSED/));
});

describe("an address that the deployment refuses", () => {
  const refusal = (which: string) => failedWith(new RegExp(`This deployment does not let workflows reach ${which},`));

  test.each([
    ["http://169.254.169.254/latest/meta-data/", ["link-local"], "169\\.254\\.169\\.254"],
    ["http://[::1]:1/", ["loopback"], "::1"],
    ["http://[::ffff:127.0.0.1]:1/", ["loopback"], "::ffff:7f00:1"],
    ["http://2130706433:1/", ["loopback"], "127\\.0\\.0\\.1"],
    ["http://0x7f.1:1/", ["127.0.0.1"], "127\\.0\\.0\\.1"],
    ["http://localhost:1/", ["loopback"], "localhost \\([^)]+\\)"],
    ["http://10.1.2.3/", ["private"], "10\\.1\\.2\\.3"],
    ["http://192.0.2.7/", ["192.0.2.0/24"], "192\\.0\\.2\\.7"],
  ])("%s is not reached", async (url, refused, which) => {
    expect(await send({ url, timeout: 5 }, refused)).toEqual(refusal(which));
  });

  test("is not reached by a redirect, nor over a proxy of the workflow's choice", async () => {
    const place = await answering((_request, response) => {
      response.writeHead(302, { Location: "http://169.254.169.254/latest" }).end();
    });
    const url = `http://${place}/`;
    expect(await send({ url, allow_redirects: true }, ["link-local"])).toEqual(refusal("169\\.254\\.169\\.254"));
    const proxies = { http: `http://${place}` };
    expect(await send({ url: "http://192.0.2.1/", proxies }, ["loopback"])).toEqual(refusal("127\\.0\\.0\\.1"));
    expect(await send({ url: "http://localhost:1/", proxies }, ["::1", "127.0.0.0/30"])).toEqual(
      refusal("127\\.0\\.0\\.1"),
    );
    expect(await send({ url }, ["private"])).toMatchObject({ value: { status: 302 } });
  });

  test.each(["localhost", "10.0.0.0/33", "10.0.0/8", "::1/x"])("cannot be said as %s", (text) => {
    expect(() => RefusedAddresses.read([text])).toThrow(`${text} is no address, no range such as 10.0.0.0/8`);
  });
});
