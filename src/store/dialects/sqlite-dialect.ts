import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from "kysely";
import type { Mutex } from "./mutex.ts";

type Parameter = string | number | bigint | null;

/** Kysely upon a connection of `node:sqlite` that others use too, each in its turn. */
export class NodeSqliteDialect implements Dialect {
  readonly #connection: Connection;
  readonly #mutex: Mutex;

  constructor(database: DatabaseSync, mutex: Mutex) {
    this.#connection = new Connection(database);
    this.#mutex = mutex;
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this.#connection, this.#mutex);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): SqliteAdapter {
    return new SqliteAdapter();
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }
}

class NodeSqliteDriver implements Driver {
  readonly #connection: Connection;
  readonly #mutex: Mutex;
  #leave: () => void = () => {};

  constructor(connection: Connection, mutex: Mutex) {
    this.#connection = connection;
    this.#mutex = mutex;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const leave = await this.#mutex.enter();
    this.#leave = leave;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#leave();
  }

  async beginTransaction(): Promise<void> {
    this.#connection.database.exec("begin immediate");
  }

  async commitTransaction(): Promise<void> {
    this.#connection.database.exec("commit");
  }

  async rollbackTransaction(): Promise<void> {
    // SQLite has taken some failed transactions back by itself.
    if (this.#connection.database.isTransaction) this.#connection.database.exec("rollback");
  }

  async destroy(): Promise<void> {}
}

const cachedStatements = 200;

class Connection implements DatabaseConnection {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#prepare(query.sql);
    const parameters = query.parameters as readonly Parameter[];
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) as Row[] };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  streamQuery(): never {
    throw new Error("Rows are not streamed");
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    if (this.#statements.size >= cachedStatements) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }
}
