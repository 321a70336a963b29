import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { emailAction } from "../../../src/actions/mail/email.ts";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { certificate, key } from "../certificate.ts";
import { actionContext } from "../context.ts";

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly isEncrypted: boolean;
  readonly user: unknown;
}

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A mail server that takes everything; who logs in must be `me@x` or `login` with the password `right`. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ place: string; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    cert: certificate,
    key,
    authOptional: true,
    onAuth: ({ username = "", password }, _session, done) => {
      const isRight = ["me@x", "login"].includes(username) && password === "right";
      done(isRight ? null : new Error("no such user"), { user: username });
    },
    onData: (stream, session, done) => {
      let text = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text,
          isEncrypted: session.secure,
          user: session.user,
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  open.push(() => new Promise((resolve) => server.close(resolve)));
  return { place: `127.0.0.1:${(server.server.address() as AddressInfo).port}`, received };
}

/** A server that is no mail server. */
async function rawServer(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function send(input: JsonMap, verifiesCertificates = false, signal = new AbortController().signal) {
  const action = emailAction({ verifiesCertificates });
  const given = Object.fromEntries(action.parameters.map((p) => [p.name, input[p.name] ?? p.default]));
  return action.run(given, actionContext({ signal }));
}

const letter = { from_addr: "me@x", to_addrs: ["you@x"] };
const sent = { state: "SUCCESS", value: null };

const failedWith = (reason: RegExp) => ({
  state: "ERROR",
  value: expect.stringMatching(
    new RegExp(
      `^The action raised an exception \\[action=SendEmailAction, action_ex_id=a1, msg='Failed to send an email message: ${reason.source}`,
    ),
  ),
});

test("a plain letter, with what Mistral writes where nothing is said", async () => {
  const { place, received } = await mailServer();
  expect(await send({ ...letter, smtp_server: place })).toEqual(sent);
  expect(received).toMatchObject([{ from: "me@x", to: ["you@x"] }]);
  expect(received[0]?.text).toMatch(/^Subject: <No subject>\r$/m);
  expect(received[0]?.text).toContain("\r\n\r\n<No body>");
});

test("copies, hidden copies, where to reply, both forms of the text", async () => {
  const { place, received } = await mailServer();
  const input = {
    ...letter,
    smtp_server: place,
    cc_addrs: ["c@x"],
    bcc_addrs: ["hidden@x"],
    reply_to: ["r1@x", "r2@x"],
    subject: "Grüße",
    body: "plain",
    html_body: "<p>rich</p>",
  };
  expect(await send(input)).toEqual(sent);
  const [{ to, text } = { to: [], text: "" }] = received;
  expect(new Set(to)).toEqual(new Set(["you@x", "c@x", "hidden@x"]));
  expect(text).toMatch(/^Cc: c@x\r$/m);
  expect(text).toMatch(/^Reply-To: r1@x, r2@x\r$/m);
  expect(text).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(text).toMatch(/^Content-Type: multipart\/alternative/m);
  expect(text).toContain("<p>rich</p>");
  expect(text).not.toContain("hidden@x");
});

test.each([
  ["after STARTTLS", "", "me@x"],
  ["by another name", "login@", "login"],
])("logs in %s", async (_, user, name) => {
  const { place, received } = await mailServer();
  expect(await send({ ...letter, smtp_server: `${user}${place}`, smtp_password: "right" })).toEqual(sent);
  expect(received).toMatchObject([{ isEncrypted: true, user: name }]);
});

test("TLS from the start", async () => {
  const { place, received } = await mailServer({ secure: true });
  expect(await send({ ...letter, smtp_server: `smtps://${place}`, smtp_password: "right" })).toEqual(sent);
  expect(received).toMatchObject([{ isEncrypted: true, user: "me@x" }]);
});

describe("a failure says why", () => {
  test("a wrong password", async () => {
    const { place } = await mailServer();
    const result = await send({ ...letter, smtp_server: place, smtp_password: "wrong" });
    expect(result).toEqual(failedWith(/Invalid login: 535 no such user/));
  });

  test("no password goes over a line in clear", async () => {
    const { place, received } = await mailServer({ hideSTARTTLS: true, disabledCommands: ["STARTTLS"] });
    const result = await send({ ...letter, smtp_server: place, smtp_password: "right" });
    expect(result).toEqual(failedWith(/.*STARTTLS/));
    expect(received).toEqual([]);
  });

  test("a certificate that nobody signed", async () => {
    const { place } = await mailServer();
    const result = await send({ ...letter, smtp_server: place, smtp_password: "right" }, true);
    expect(result).toEqual(failedWith(/self-signed certificate/));
  });

  test("a recipient that is refused", async () => {
    const { place } = await mailServer({ onRcptTo: (_address, _session, done) => done(new Error("unknown here")) });
    expect(await send({ ...letter, smtp_server: place })).toEqual(failedWith(/.*550 unknown here/));
  });

  test("nobody listens", async () => {
    const place = await rawServer(() => {});
    await open.pop()?.();
    expect(await send({ ...letter, smtp_server: place })).toEqual(failedWith(/connect ECONNREFUSED/));
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ["closes early", (socket) => socket.end(), /.*(closed|ECONNRESET|EPIPE)/],
    ["answers garbage", (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"), /.*(greeting|HTTP|closed)/i],
    [
      "does not stop",
      (socket) => {
        const flood = () => {
          while (!socket.destroyed && socket.write("x".repeat(65_536)));
        };
        socket.on("drain", flood);
        flood();
      },
      /.*(too long|size|exceed|large)/i,
    ],
  ])("a server that %s", async (_, answer, reason) => {
    const place = await rawServer(answer);
    expect(await send({ ...letter, smtp_server: place })).toEqual(failedWith(reason));
  });

  test.each<[string, Json, RegExp]>([
    ["to_addrs", 5, /'to_addrs' must be a list of addresses, not a number/],
    ["to_addrs", [], /there is nobody to send it to/],
    ["subject", ["x"], /'subject' must be a text, not a list/],
    ["smtp_server", "ftp://x", /'smtp_server' must be HOST, HOST:PORT or smtps:\/\/HOST, not "ftp:\/\/x"/],
  ])("%s: %j", async (name, value, reason) => {
    expect(await send({ ...letter, smtp_server: "localhost", [name]: value })).toEqual(failedWith(reason));
  });
});

test("an abort ends a letter that hangs", async () => {
  const stop = new AbortController();
  const place = await rawServer(() => stop.abort(new Error("cancelled")));
  await expect(send({ ...letter, smtp_server: place }, false, stop.signal)).rejects.toThrow("cancelled");
});
