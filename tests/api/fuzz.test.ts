import { createHash } from "node:crypto";
import { assert, asyncProperty } from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Policy } from "../../src/api/index.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";
import { Known } from "./fuzz/known.ts";
import { requestsOf, type Described } from "./fuzz/requests.ts";
import { startService, type TestService } from "./service.ts";

const isLong = process.env["OSTRO_LONG"] === "1";
/** Requests of one call before the next call has its turn, so that deleting and writing take turns. */
const runsAtOnce = 4;

/** An admin may do all but bring the service to rest. */
const awake = Policy.read("maintenance:update: '!'", "policy.yaml");

describe.each([
  ["SQLite", isLong ? 300 : 20],
  ["PostgreSQL", isLong ? 300 : 4],
])("on %s", (database, runsOfEach) => {
  let postgres: PostgresServer | undefined;
  let service: TestService;
  const known = new Known();
  const reached = new Set<string>();

  beforeAll(async () => {
    postgres = database === "PostgreSQL" ? await startPostgres() : undefined;
    const url = postgres === undefined ? {} : { database: postgres.url };
    const admin = { project: "p", user: "u", roles: ["admin"] };
    const access = postgres === undefined ? { authenticate: () => admin, policy: awake } : {};
    service = await startService({ mayDeleteActionExecutions: true, ...url, ...access });
  });

  afterAll(async () => {
    await service.close();
    await postgres?.stop();
  });

  test("no request makes the server fail, and no answer shows its inside", async () => {
    let turn = 0;
    for (let run = 0; run < runsOfEach; run += runsAtOnce) {
      for (const call of callsOf(service)) {
        if (turn++ % 10 === 0) await known.refresh(service);
        await assert(
          asyncProperty(requestsOf(call), async ({ method, url, headers, payload }) => {
            const body = typeof payload === "string" ? known.resolve(payload) : payload;
            const answer = await service.app.inject({
              method: method as "GET",
              url: known.resolve(url),
              headers,
              ...(body === undefined ? {} : { payload: body }),
            });
            expect([answer.statusCode < 500, body, answer.body]).toEqual([true, body, answer.body]);
            expect(answer.body).not.toMatch(/node_modules|\/src\/|\bat .*:\d+:\d+/);
            if (answer.statusCode < 300) reached.add(`${method} ${call.path.split("/")[2] ?? ""}`);
          }),
          { numRuns: runsAtOnce, endOnFailure: true, ...(isLong ? {} : { seed: seedOf(call, run) }) },
        );
      }
    }
    // A fuzz that is always refused at the door tests nothing behind it.
    if (postgres === undefined) expect(writes.filter((write) => !reached.has(write))).toEqual([]);
  }, 600_000);
});

/** Its own for each call, so that another call in the interface leaves the requests of all others as they are. */
function seedOf({ method, path }: Described, run: number): number {
  return createHash("sha256").update(`${method} ${path} ${run}`).digest().readInt32BE();
}

/** What has to succeed at times for the fuzzing to mean something. */
const writes = ["workflows", "workbooks", "actions", "environments", "executions", "action_executions"]
  .flatMap((resource) => [`POST ${resource}`, `PUT ${resource}`])
  .concat("PUT tasks", "DELETE executions", "DELETE workflows", "POST cron_triggers", "POST event_triggers")
  .concat("POST code_sources", "POST dynamic_actions");

function callsOf({ app }: TestService): Described[] {
  const paths = (app.swagger().paths ?? {}) as Readonly<Record<string, object>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ method, path, query: queryOf(call) })),
  );
}

function queryOf(call: unknown): string[] {
  const { parameters = [] } = call as {
    readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  };
  return parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
}
