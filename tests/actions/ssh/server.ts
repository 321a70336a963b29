import { generateKeyPairSync } from "node:crypto";
import { connect, type AddressInfo } from "node:net";
import { type AuthContext, Server, utils, type ServerChannel } from "ssh2";

/** A private key of a host or a user. */
export function newKey(): string {
  const { privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "sec1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return privateKey;
}

/** What a program does that the server knows: it writes, and ends with a status. */
export type Program = (channel: ServerChannel, command: string) => void;

export interface SshOptions {
  readonly hostKey?: string;
  readonly programs?: Readonly<Record<string, Program>>;
  /** Public keys that may log in as `me`, beside the password `right`. */
  readonly publicKey?: string;
  /** Whether it leads connections on to other hosts. */
  readonly forwards?: boolean;
}

export interface TestServer {
  /** `127.0.0.1:PORT`. */
  readonly place: string;
  readonly port: number;
  /** Its line in a file of known hosts. */
  readonly knownHost: string;
  /** How users logged in, such as `password`. */
  readonly logins: string[];
  /** Where connections were led on to. */
  readonly forwarded: string[];
  close(): Promise<void>;
}

/** An SSH server on a free port of this machine, with the programs it is given. */
export async function sshServer(options: SshOptions = {}): Promise<TestServer> {
  const hostKey = options.hostKey ?? newKey();
  const [logins, forwarded]: [string[], string[]] = [[], []];
  const clients = new Set<{ end(): void }>();
  const server = new Server({ hostKeys: [hostKey] }, (client) => {
    clients.add(client);
    client.on("error", () => {});
    client.on("authentication", (attempt) => {
      if (!isAllowed(attempt, options.publicKey)) return attempt.reject(["password", "publickey"]);
      if (attempt.method !== "publickey" || attempt.signature !== undefined) logins.push(attempt.method);
      attempt.accept();
    });
    client.on("session", (acceptSession) => {
      acceptSession().on("exec", (accept, _reject, { command }) => run(accept(), command, options));
    });
    client.on("tcpip", (accept, reject, { destIP, destPort }) => {
      if (options.forwards !== true) return reject?.();
      forwarded.push(`${destIP}:${destPort}`);
      const channel = accept();
      const onwards = connect(destPort, destIP);
      channel.on("error", () => {});
      onwards.on("error", () => channel.destroy());
      channel.pipe(onwards).pipe(channel);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    place: `127.0.0.1:${port}`,
    port,
    knownHost: `[127.0.0.1]:${port} ${publicPart(hostKey)}\n`,
    logins,
    forwarded,
    close: async () => {
      for (const client of clients) client.end();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** @returns type and key, as a file of known hosts has them */
export function publicPart(key: string): string {
  const parsed = utils.parseKey(key);
  if (parsed instanceof Error) throw parsed;
  return `${parsed.type} ${parsed.getPublicSSH().toString("base64")}`;
}

function isAllowed(attempt: AuthContext, publicKey: string | undefined): boolean {
  if (attempt.username !== "me") return false;
  if (attempt.method === "password") return attempt.password === "right";
  if (attempt.method !== "publickey" || publicKey === undefined) return false;
  return `${attempt.key.algo} ${attempt.key.data.toString("base64")}` === publicPart(publicKey);
}

function run(channel: ServerChannel, command: string, { programs = {} }: SshOptions): void {
  channel.on("error", () => {});
  const program = programs[command] ?? programs[command.split(" ")[0] ?? ""];
  if (program !== undefined) return program(channel, command);
  channel.stderr.write("not found\n");
  channel.exit(127);
  channel.end();
}

/** A program that writes a text and ends well. */
export function writes(text: string): Program {
  return (channel) => {
    channel.write(text);
    channel.exit(0);
    channel.end();
  };
}
