import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
/** Belongs to Erlang, which RabbitMQ needs. */
const mapperProgram = "/usr/bin/epmd";

/** Why there can be no RabbitMQ here; undefined when there can. */
export const rabbitmqMissing = existsSync(program)
  ? undefined
  : `${program} is not installed (Debian's package rabbitmq-server)`;

/** A RabbitMQ of one's own on free ports, gone without a trace when stopped. */
export interface RabbitmqServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a server, with a name and a port mapper of its own, so that no other one on the machine hears of it.
 *
 * @param port of a server that was stopped and is to come back; a free one if not given
 */
export async function startRabbitmq(port?: number): Promise<RabbitmqServer> {
  const folder = await mkdtemp(join(tmpdir(), "ostro-rabbitmq-"));
  const [free, distribution, mapper] = await freePorts();
  const own = port ?? free;
  const file = (name: string) => join(folder, name);
  await writeFile(file("rabbitmq.conf"), `listeners.tcp.local = 127.0.0.1:${own}\n`);
  await writeFile(file("enabled_plugins"), "[].\n");
  const environment = {
    PATH: process.env["PATH"],
    LANG: "C.UTF-8",
    HOME: folder,
    ERL_EPMD_PORT: String(mapper),
    ERL_EPMD_ADDRESS: "127.0.0.1",
    RABBITMQ_NODENAME: `ostro-${own}@localhost`,
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: file("mnesia"),
    RABBITMQ_LOG_BASE: file("log"),
    RABBITMQ_LOGS: "-",
    RABBITMQ_CONFIG_FILE: file("rabbitmq"),
    RABBITMQ_ENABLED_PLUGINS_FILE: file("enabled_plugins"),
    RABBITMQ_CONF_ENV_FILE: "/dev/null",
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "+S 1:1 +sbwt none",
  };
  const portMapper = spawn(mapperProgram, ["-port", String(mapper), "-address", "127.0.0.1"], {
    env: environment,
    stdio: "ignore",
  });
  const server = spawn(program, [], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const stop = async (): Promise<void> => {
    await ended(server, "SIGTERM");
    await ended(portMapper, "SIGTERM");
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await started(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `amqp://guest:guest@127.0.0.1:${own}`, stop };
}

function started(server: ChildProcess): Promise<void> {
  let log = "";
  return new Promise((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes("Server startup complete")) resolve();
      });
    }
    server.once("exit", (code) => reject(new Error(`RabbitMQ ended with code ${code}:\n${log}`)));
    server.once("error", reject);
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  child.kill(signal);
  await gone;
}

async function freePorts(): Promise<[number, number, number]> {
  const servers = [createServer(), createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            resolve(typeof address === "object" && address !== null ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => void server.close(resolve))));
  const [a = 0, b = 0, c = 0] = ports;
  return [a, b, c];
}
