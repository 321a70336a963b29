import { afterAll, beforeAll } from "vitest";
import { migrate, openStore } from "../../src/store/index.ts";
import { exerciseStore } from "../contract/store.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";

let server: PostgresServer;
let template: string;

beforeAll(async () => {
  server = await startPostgres();
  template = await server.createDatabase();
  await migrate.upgrade(template);
});

afterAll(() => server.stop());

exerciseStore("PostgreSQL", async () => openStore(await server.createDatabase(template)));
