import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerChannel } from "ssh2";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { sshActions } from "../../../src/actions/ssh/ssh.ts";
import type { SshSettings } from "../../../src/actions/ssh/settings.ts";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { actionContext } from "../context.ts";
import { newKey, publicPart, sshServer, writes, type SshOptions, type TestServer } from "./server.ts";

const folder = mkdtempSync(join(tmpdir(), "ostro-ssh-"));
const knownHostsFile = join(folder, "known_hosts");
const settings: SshSettings = {
  hostKeyChecking: "yes",
  knownHostsFile,
  keysFolder: folder,
  allowsProxyCommand: false,
};
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts servers whose keys are known. */
async function hosts(...options: SshOptions[]): Promise<TestServer[]> {
  const servers = await Promise.all(options.map(sshServer));
  open.push(...servers);
  writeFileSync(knownHostsFile, servers.map(({ knownHost }) => knownHost).join(""));
  return servers;
}

async function host(options: SshOptions = {}): Promise<TestServer> {
  const [server] = await hosts(options);
  if (server === undefined) throw new Error("no server");
  return server;
}

function call(name: string, input: JsonMap, more: Partial<SshSettings> = {}, signal = new AbortController().signal) {
  const action = sshActions({ ...settings, ...more }).find((one) => one.name === name);
  if (action === undefined) throw new Error(`no action ${name}`);
  const given = Object.fromEntries(action.parameters.map((p) => [p.name, input[p.name] ?? p.default]));
  return action.run(given, actionContext({ signal }));
}

const ssh = (input: JsonMap, more?: Partial<SshSettings>, signal?: AbortSignal) =>
  call("std.ssh", { cmd: "say", username: "me", password: "right", ...input }, more, signal);

const failedWith = (place: string, reason: string, cmd = "say") => ({
  state: "ERROR",
  value: `The action raised an exception [action=SSHAction, action_ex_id=a1, msg='Failed to execute ssh cmd '${cmd}' on ['${place}']: ${reason}']`,
});

test("a password, and the output of the command", async () => {
  const { place, logins } = await host({ programs: { say: writes("grüße\n") } });
  expect(await ssh({ host: place })).toEqual({ state: "SUCCESS", value: "grüße\n" });
  expect(logins).toEqual(["password"]);
});

test("a list of hosts gives a list of results, in order; of one host the result itself", async () => {
  const [a, b] = await hosts({ programs: { say: writes("a") } }, { programs: { say: writes("b") } });
  expect(await ssh({ host: [b?.place ?? "", a?.place ?? ""] })).toEqual({ state: "SUCCESS", value: ["b", "a"] });
  expect(await ssh({ host: [a?.place ?? ""] })).toEqual({ state: "SUCCESS", value: "a" });
});

describe("a private key", () => {
  const key = newKey();
  const server = () => host({ programs: { say: writes("in") }, publicKey: key });

  test("as a text", async () => {
    const { place, logins } = await server();
    expect(await ssh({ host: place, password: null, private_key: key })).toMatchObject({ value: "in" });
    expect(logins).toEqual(["publickey"]);
  });

  test("in a file of the folder", async () => {
    const { place } = await server();
    writeFileSync(join(folder, "id"), key);
    expect(await ssh({ host: place, password: null, private_key_filename: "id" })).toMatchObject({ value: "in" });
    expect(await ssh({ host: place, password: null, private_key_filename: join(folder, "id") })).toMatchObject({
      value: "in",
    });
  });

  test("in a file outside of the folder", async () => {
    const { place } = await server();
    const reason = "Private key filename must not contain '..'. Actual: ../id";
    expect(await ssh({ host: place, private_key_filename: "../id" })).toEqual(failedWith(place, reason));
  });

  test("another key, and then the password", async () => {
    const { place, logins } = await server();
    expect(await ssh({ host: place, private_key: newKey() })).toMatchObject({ value: "in" });
    expect(logins).toEqual(["password"]);
  });
});

describe("the key of the host", () => {
  const other = publicPart(newKey());

  test("is refused where it is not known", async () => {
    const { place } = await host();
    writeFileSync(knownHostsFile, "");
    const reason = `the ecdsa-sha2-nistp256 key of ${place} is not known: add it to ${knownHostsFile}`;
    expect(await ssh({ host: place })).toEqual(failedWith(place, reason));
  });

  test("is refused where there is no file", async () => {
    const { place, logins } = await host();
    const nowhere = join(folder, "none");
    const reason = `the ecdsa-sha2-nistp256 key of ${place} is not known: add it to ${nowhere}`;
    expect(await ssh({ host: place }, { knownHostsFile: nowhere })).toEqual(failedWith(place, reason));
    expect(logins).toEqual([]);
  });

  test.each(["yes", "accept-new"] as const)("is refused where another one is known (%s)", async (hostKeyChecking) => {
    const { place, port } = await host();
    writeFileSync(knownHostsFile, `[127.0.0.1]:${port} ${other}\n`);
    const reason = `the ecdsa-sha2-nistp256 key of ${place} is not the one in ${knownHostsFile}: somebody may be in between`;
    expect(await ssh({ host: place }, { hostKeyChecking })).toEqual(failedWith(place, reason));
  });

  test("is written down where new ones are accepted, and then known", async () => {
    const { place, knownHost } = await host({ programs: { say: writes("a") } });
    const file = join(folder, "new", "known_hosts");
    const more = { hostKeyChecking: "accept-new", knownHostsFile: file } as const;
    expect(await ssh({ host: place }, more)).toMatchObject({ state: "SUCCESS" });
    expect(readFileSync(file, "utf8")).toBe(knownHost);
    expect(await ssh({ host: place }, { knownHostsFile: file })).toMatchObject({ state: "SUCCESS" });
  });

  test("is not looked at where that is said", async () => {
    const { place } = await host({ programs: { say: writes("a") } });
    writeFileSync(knownHostsFile, "");
    expect(await ssh({ host: place }, { hostKeyChecking: "no" })).toMatchObject({ state: "SUCCESS" });
  });
});

describe("a failure says why", () => {
  test("a wrong password", async () => {
    const { place } = await host();
    const reason = "All configured authentication methods failed";
    expect(await ssh({ host: place, password: "wrong" })).toEqual(failedWith(place, reason));
  });

  test.each<[string, SshOptions["programs"], string]>([
    ["a command that is not there", {}, "the command ended with status 127"],
    [
      "a command that is killed",
      {
        say: (channel) => {
          channel.exit("KILL");
          channel.end();
        },
      },
      "the command ended by signal SIGKILL",
    ],
    [
      "a command that never says how it ended",
      { say: (channel) => channel.end() },
      "the command ended without a status",
    ],
    [
      "a connection that breaks",
      { say: (channel) => void channel.write("x", () => void open[0]?.close()) },
      "the connection was closed before the command ended",
    ],
    [
      "output without end",
      {
        say: (channel) => {
          const flood = () => {
            while (channel.writable && channel.write(Buffer.alloc(65_536)));
          };
          channel.on("drain", flood);
          flood();
        },
      },
      "the command wrote more than 16 MiB",
    ],
  ])("%s", async (_, programs = {}, reason) => {
    const { place } = await host({ programs });
    expect(await ssh({ host: place })).toEqual(failedWith(place, reason));
  });

  test("a server of another kind", async () => {
    const server = createServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    const result = await ssh({ host: `127.0.0.1:${(server.address() as AddressInfo).port}` });
    expect(result).toMatchObject({
      state: "ERROR",
      value: expect.stringMatching(/: Connection lost before handshake|closed the connection/),
    });
  });

  test.each<[string, JsonMap, string]>([
    ["no host", { host: 5 }, "on [5]: 'host' must be the name of a host"],
    ["no command", { host: "h", cmd: { a: 1 } }, "'{\"a\":1}' on ['h']: 'cmd' must be a text"],
  ])("%s", async (_, input, text) => {
    expect(await ssh(input)).toMatchObject({ value: expect.stringContaining(text) });
  });
});

test("an abort ends a command that hangs", async () => {
  const stop = new AbortController();
  const { place } = await host({ programs: { say: () => stop.abort(new Error("cancelled")) } });
  await expect(ssh({ host: place }, {}, stop.signal)).rejects.toThrow("cancelled");
});

describe("over a gateway", () => {
  const key = newKey();
  const proxied = (input: JsonMap, more?: Partial<SshSettings>) =>
    call("std.ssh_proxied", { cmd: "say", username: "me", private_key: key, ...input }, more);

  test("that leads on", async () => {
    const [gateway, inner] = await hosts(
      { publicKey: key, forwards: true },
      { publicKey: key, programs: { say: writes("inside") } },
    );
    const input = { host: inner?.place ?? "", gateway_host: gateway?.place ?? "" };
    expect(await proxied(input)).toEqual({ state: "SUCCESS", value: "inside" });
    expect(gateway?.forwarded).toEqual([inner?.place]);
    expect(gateway?.logins).toEqual(["publickey"]);
  });

  test("that only has nc, as Mistral uses it", async () => {
    const nc = (channel: ServerChannel, command: string) => {
      const [, address, port] = command.split(" ");
      const onwards = connect(Number(port), address);
      channel.pipe(onwards).pipe(channel);
    };
    const [gateway, inner] = await hosts(
      { publicKey: key, programs: { nc } },
      { publicKey: key, programs: { say: writes("inside") } },
    );
    const input = { host: inner?.place ?? "", gateway_host: gateway?.place ?? "" };
    expect(await proxied(input)).toEqual({ state: "SUCCESS", value: "inside" });
  });

  test("whose key, and that of the host behind it, are checked", async () => {
    const [gateway, inner] = await hosts({ publicKey: key, forwards: true }, { publicKey: key });
    writeFileSync(knownHostsFile, gateway?.knownHost ?? "");
    const result = await proxied({ host: inner?.place ?? "", gateway_host: gateway?.place ?? "" });
    expect(result).toMatchObject({ value: expect.stringContaining(`key of ${inner?.place} is not known`) });
    expect(inner?.logins).toEqual([]);
  });

  test("reached by a program only where the deployment allows it", async () => {
    const [gateway, inner] = await hosts(
      { publicKey: key, forwards: true },
      { publicKey: key, programs: { say: writes("inside") } },
    );
    const script = `const s = require("net").connect(${gateway?.port}, "127.0.0.1"); process.stdin.pipe(s).pipe(process.stdout)`;
    const input = {
      host: inner?.place ?? "",
      gateway_host: gateway?.place ?? "",
      proxy_command: `'${process.execPath}' -e '${script}'`,
    };
    expect(await proxied(input)).toMatchObject({
      value: expect.stringContaining("the setting ssh_proxy_command forbids"),
    });
    expect(await proxied(input, { allowsProxyCommand: true })).toEqual({ state: "SUCCESS", value: "inside" });
  });
});
