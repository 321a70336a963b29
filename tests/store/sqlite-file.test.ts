import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DatabaseInUse, DatabaseUnusable, migrate, openStore, SchemaMismatch } from "../../src/store/index.ts";
import { action, execution, task } from "../contract/store/records.ts";

describe("a store in a file", () => {
  let folder: string;
  let path: string;
  let url: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ostro-sqlite-"));
    path = join(folder, "ostro.db");
    url = `sqlite:${path}`;
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("remembers", async () => {
    const run = execution();
    const first = await openStore(url);
    await first.commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
    await first.close();
    await first.close();
    const second = await openStore(url, { synchronous: "NORMAL" });
    expect((await second.loadExecution(run.id))?.execution).toEqual(run);
    await second.close();
  });

  it("is held by one at a time, under whatever name", async () => {
    const store = await openStore(url);
    await symlink(path, join(folder, "alias.db"));
    for (const name of [url, `sqlite:${join(folder, "alias.db")}`]) {
      await expect(openStore(name)).rejects.toThrow(DatabaseInUse);
      await expect(migrate.status(name)).rejects.toThrow(DatabaseInUse);
    }
    await store.close();
    await (await openStore(url)).close();
  });

  it("is refused to a second process, and free as soon as the first is killed", async () => {
    const holder = spawn(process.execPath, ["--input-type=module-typescript", "--eval", holding(url)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((resolve) => {
      holder.once("exit", resolve);
    });
    await new Promise((resolve) => {
      holder.stdout.once("data", resolve);
    });
    await expect(openStore(url)).rejects.toThrow(`The database ${path} is in use by another process`);
    holder.kill("SIGKILL");
    await ended;
    const store = await openStore(url);
    expect(await store.executions.count({ visibility: "all" })).toBe(1);
    await store.close();
  });

  it("forgets the nodes of its last life, whose actions are orphans at once", async () => {
    const first = await openStore(url);
    const claimed = action(null, { dispatch: "claimed", claimedBy: "n1" });
    await first.holdLease("n1", 3_600_000);
    await first.createAction(claimed);
    expect(await first.orphanedActions(1)).toEqual([]);
    await first.close();
    const second = await openStore(url);
    expect(await second.orphanedActions(1)).toEqual([claimed]);
    await second.close();
  });

  it("gives out again what its last life was at: events, and notifications", async () => {
    const first = await openStore(url);
    const shared = { createdAt: 1, dueAt: 1 };
    const event = { id: "e", exchange: "x", topic: "t", type: "y", projectId: null, reach: "all", data: {} } as const;
    await first.events.add({ ...event, ...shared, handledAt: null });
    const run = execution();
    const told = { id: "n", executionId: run.id, projectId: "p", event: "E", listener: {}, body: {}, attempts: 0 };
    const notifications = [{ ...told, ...shared }];
    await first.commit([{ executionId: run.id, expectedVersion: null, created: [run], notifications }]);
    expect([await first.events.claim(1, 99, 9), await first.notifications.claim(1, 99, 9)]).toMatchObject([[{}], [{}]]);
    await first.close();
    const second = await openStore(url);
    expect([await second.events.claim(1, 99, 9), await second.notifications.claim(1, 99, 9)]).toMatchObject([
      [{}],
      [{}],
    ]);
    await second.close();
  });

  it("can be read by others while it is open", async () => {
    const store = await openStore(url);
    const run = execution();
    await store.commit([
      {
        executionId: run.id,
        expectedVersion: null,
        created: [run],
        changes: [{ type: "taskCreated", task: task(run) }],
      },
    ]);
    const reader = new DatabaseSync(path, { readOnly: true });
    expect(reader.prepare("select count(*) as count from tasks").get()).toEqual({ count: 1 });
    reader.close();
    await store.close();
  });

  it("has a schema that can be looked at and upgraded", async () => {
    const before = await migrate.status(url);
    expect(before.current).toBeNull();
    expect(before.pending.at(-1)).toBe(before.latest);
    await expect(openStore(url, { upgrade: false })).rejects.toThrow(SchemaMismatch);
    expect(await migrate.upgrade(url)).toEqual(before.pending);
    expect(await migrate.upgrade(url)).toEqual([]);
    expect(await migrate.status(url)).toEqual({ current: before.latest, latest: before.latest, pending: [] });
    await (await openStore(url, { upgrade: false })).close();
  });

  it("is left alone when its schema is newer", async () => {
    await migrate.upgrade(url);
    change(path, "insert into ostro_migrations (name, timestamp) values ('9999-later', 'x')");
    const before = await readFile(path);
    const failure = await openStore(url).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SchemaMismatch);
    expect(failure).toMatchObject({ found: "9999-later", isNewer: true });
    await expect(migrate.upgrade(url)).rejects.toThrow(SchemaMismatch);
    expect(await readFile(path)).toEqual(before);
  });

  it("is left alone when it is another program's, or no database", async () => {
    change(path, "create table bookmarks (id integer)");
    const theirs = await readFile(path);
    await expect(openStore(url)).rejects.toThrow("belongs to another program");
    expect(await readFile(path)).toEqual(theirs);

    await writeFile(path, "Dear diary, this is no database. ".repeat(100));
    await expect(openStore(url)).rejects.toThrow("file is not a database");
    await expect(openStore(url)).rejects.toThrow(DatabaseUnusable);
    expect(await readdir(folder)).toEqual(["ostro.db"]);
  });

  it("cannot be where no file can be", async () => {
    await expect(openStore(`sqlite:${join(folder, "none", "ostro.db")}`)).rejects.toThrow(DatabaseUnusable);
    await expect(openStore(`sqlite:${folder}`)).rejects.toThrow(DatabaseUnusable);
    await expect(openStore("mysql://somewhere/x")).rejects.toThrow("sqlite:PATH or postgres://");
  });
});

function change(path: string, statement: string): void {
  const database = new DatabaseSync(path);
  database.exec(statement);
  database.close();
}

/** A process that opens the store, commits, says so, and stays. */
function holding(url: string): string {
  const root = join(import.meta.dirname, "../..");
  return `
    import { openStore } from ${JSON.stringify(join(root, "src/store/index.ts"))};
    import { execution } from ${JSON.stringify(join(root, "tests/contract/store/records.ts"))};
    const store = await openStore(${JSON.stringify(url)});
    const run = execution();
    await store.commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
    console.log("open");
    setInterval(() => {}, 1000);
  `;
}
