import { setTimeout } from "node:timers/promises";
import { Kysely, PostgresDialect, sql } from "kysely";
import { Pool, types, type ClientBase, type PoolConfig } from "pg";
import { indexBeside, indexNow } from "../migrations/late-indexes.ts";
import { isFromNothing, requireSchema, schemaStatus, upgradeSchema } from "../migrations/migrate.ts";
import { postgresTypes } from "../migrations/types.ts";
import type { SchemaStatus, Store, StoreView } from "../port.ts";
import { DatabaseUnusable, SchemaMismatch } from "../problems.ts";
import type { Tables } from "../rows/database.ts";
import { foldCommit } from "../sql/fold.ts";
import type { Flavour } from "../sql/flavour.ts";
import { sqlStore } from "../sql/sql-store.ts";
import { commitBatch } from "./postgres-commit.ts";
import { loadExecution } from "./postgres-load.ts";
import { PostgresWakes } from "./postgres-wakes.ts";

const flavour: Flavour = {
  now: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
  forUpdate: sql`for update`,
  // Any number will do that no other lock of this kind has.
  lockHierarchy: sql`select pg_advisory_xact_lock(727501)`,
  skipLocked: sql`for update skip locked`,
  actionRun: sql`(run::json ->> 'action')`,
  databaseBytes: sql<number>`pg_database_size(current_database())`,
};

/**
 * Settings of the connections that commit and load. Their few statements are always to go by index; a plan made while the
 * tables were empty would read them whole, and a prepared statement keeps its plan.
 */
const byIndex = `set plan_cache_mode = force_generic_plan; set enable_seqscan = off;
  set enable_hashjoin = off; set enable_mergejoin = off; set jit = off`;

/**
 * Opens a store in PostgreSQL.
 *
 * @param maxConnections of this process, the one that listens not counted
 * @param upgrade whether a missing or older schema is brought up to date, else it is refused
 * @throws DatabaseUnusable, SchemaMismatch
 */
export async function openPostgres(url: string, maxConnections: number, upgrade: boolean): Promise<Store> {
  const committing = Math.max(1, Math.min(4, Math.floor(maxConnections / 2)));
  const cold = poolOf(url, Math.max(2, maxConnections - committing), "set jit = off");
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: cold }) });
  let isNew = false;
  try {
    const isBehind = (await schemaStatus(db, postgresTypes)).pending.length > 0;
    if (upgrade) isNew = isBehind && isFromNothing(await takeSteps(url));
    else await requireSchema(db, postgresTypes);
  } catch (error) {
    await cold.end();
    throw unusable(url, error);
  }
  const hot = poolOf(url, committing, byIndex);
  const wakes = new PostgresWakes(cold, url);
  // A large table takes its time, and nothing waits for it; what fails is tried again at the next start.
  const indexed = upgrade ? (isNew ? indexNow(db) : indexBeside(db)).catch(() => {}) : Promise.resolve();
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await indexed;
    await wakes.close();
    await hot.end();
    await cold.end();
  }

  return {
    ...sqlStore(db, flavour),
    dialect: "postgres",
    commit: async (batch) => {
      const results = await commitBatch(hot, batch.map(foldCommit));
      const isAnyQueued = batch.some(
        (commit, n) => results[n] === "done" && commit.dispatched?.some((action) => action.claimedBy === null),
      );
      // A hint: whether it arrives is nothing the commit waits for.
      if (isAnyQueued) wakes.send({ type: "actionsQueued" }).catch(() => {});
      return results;
    },
    loadExecution: (id) => loadExecution(hot, id),
    wake: (wake) => wakes.send(wake),
    onWake: (listener) => wakes.listen(listener),
    ping: async () => {
      await cold.query("select 1");
    },
    close: () => (closing ??= close()),
  };
}

/** Opens it to look; no statement can change anything. @throws DatabaseUnusable, SchemaMismatch */
export async function lookIntoPostgres(url: string): Promise<StoreView> {
  const pool = poolOf(url, 2, "set jit = off; set default_transaction_read_only = on");
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await schemaStatus(db, postgresTypes);
  } catch (error) {
    await pool.end();
    throw unusable(url, error);
  }
  return {
    ...sqlStore(db, flavour),
    dialect: "postgres",
    schema: () => schemaStatus(db, postgresTypes),
    loadExecution: (id) => loadExecution(pool, id),
    close: () => pool.end(),
  };
}

/** @throws DatabaseUnusable, SchemaMismatch */
export async function postgresStatus(url: string): Promise<SchemaStatus> {
  return withPool(url, (db) => schemaStatus(db, postgresTypes));
}

/** @throws DatabaseUnusable, SchemaMismatch */
export async function upgradePostgres(url: string): Promise<string[]> {
  const steps = await takeSteps(url);
  await withPool(url, (db) => indexBeside(db));
  return steps;
}

const lockPatienceMs = 1000;
const lockAttempts = 300;

/**
 * Takes the steps that are missing. One that changes a table waits a second for whoever reads it, a backup perhaps, and then lets
 * the others pass: they would all queue up behind it. It is tried again, for five minutes.
 */
async function takeSteps(url: string): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withPool(url, (db) => upgradeSchema(db, postgresTypes), `set lock_timeout = ${lockPatienceMs}`);
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      const isLocked = cause instanceof Error && "code" in cause && cause.code === "55P03";
      if (!isLocked || attempt === lockAttempts) throw error;
      await setTimeout(lockPatienceMs / 10);
    }
  }
}

async function withPool<T>(url: string, work: (db: Kysely<Tables>) => Promise<T>, settings = ""): Promise<T> {
  const pool = poolOf(url, 2, settings);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await work(db);
  } catch (error) {
    throw unusable(url, error);
  } finally {
    await pool.end();
  }
}

/** @param settings statements that each new connection begins with */
export function poolOf(url: string, max: number, settings = ""): Pool {
  // The pool waits for the promise, though its type does not say so.
  const begin = (client: ClientBase): unknown => (settings === "" ? undefined : client.query(settings));
  const config: PoolConfig = {
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    onConnect: begin,
    // bigint holds milliseconds and counters: all safe integers.
    types: {
      getTypeParser: (oid, format) =>
        oid === types.builtins.INT8 ? Number : (types.getTypeParser(oid, format) as (value: string) => unknown),
    },
  };
  const pool = new Pool(config);
  // An idle connection that breaks is replaced; the next query tells if the server is gone.
  pool.on("error", () => {});
  // So it is with one that breaks while it is lent out and has nothing to do: its next query fails.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** What went wrong with a server, in one of the room's own errors; no password is shown. */
export function unusable(url: string, error: unknown): Error {
  if (error instanceof SchemaMismatch || error instanceof DatabaseUnusable) return error;
  return new DatabaseUnusable(`Cannot use the database ${withoutPassword(url)}: ${reasonOf(error)}`, error);
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

function withoutPassword(url: string): string {
  return url.replace(/(?<=:\/\/[^/@]*):[^/@]*@/, "@");
}
