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
import type { SqliteFile } from "./sqlite-file.ts";

type Parameter = string | number | bigint | null;

/** Kysely upon the connection that others use too, each in its turn. */
export class NodeSqliteDialect implements Dialect {
  readonly #file: SqliteFile;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this.#file);
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
  readonly #file: SqliteFile;
  readonly #connection: Connection;
  #leave: () => void = () => {};

  constructor(file: SqliteFile) {
    this.#file = file;
    this.#connection = new Connection(file.database);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#leave = await this.#file.enter();
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    const hasWritten = this.#connection.takeWritten();
    this.#leave();
    if (hasWritten) await this.#file.settle();
  }

  async beginTransaction(): Promise<void> {
    this.#file.database.exec("begin immediate");
  }

  async commitTransaction(): Promise<void> {
    this.#file.database.exec("commit");
  }

  async rollbackTransaction(): Promise<void> {
    // SQLite has taken some failed transactions back by itself.
    if (this.#file.database.isTransaction) this.#file.database.exec("rollback");
  }

  async destroy(): Promise<void> {}
}

const cachedStatements = 200;

class Connection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #hasWritten = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Whether anything but selects was executed since the last call. */
  takeWritten(): boolean {
    const hasWritten = this.#hasWritten;
    this.#hasWritten = false;
    return hasWritten;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#prepare(query.sql);
    if (!/^\s*select\b/i.test(query.sql)) this.#hasWritten = true;
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
    const statement = this.#database.prepare(sql);
    if (this.#statements.size >= cachedStatements) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }
}
