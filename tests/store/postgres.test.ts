import { Client } from "pg";
import { afterAll, beforeAll } from "vitest";
import { openStore, type Store } from "../../src/store/index.ts";
import { exerciseStore } from "../contract/store.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";

let server: PostgresServer;
let store: Store;
let client: Client;
let emptying: string;

beforeAll(async () => {
  server = await startPostgres();
  store = await openStore(server.url);
  client = new Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{ tablename: string }>(
    "select tablename from pg_tables where schemaname = 'public' and tablename not like 'ostro_%'",
  );
  emptying = rows.map(({ tablename }) => `delete from ${tablename};`).join(" ");
});

afterAll(async () => {
  await client.end();
  await store.close();
  await server.stop();
});

/** One store for all tests, emptied when a test closes it: a database for each would take longer than the tests. */
exerciseStore("PostgreSQL", async () => ({
  ...store,
  close: async () => {
    await client.query(emptying);
  },
}));
