import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { difference, Ids, listShape } from "./golden/compare.ts";
import { differences } from "./golden/differences.ts";
import { setups } from "./golden/setups.ts";
import { startService, type TestService } from "./service.ts";

interface Entry {
  readonly section: string;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly request_headers: Readonly<Record<string, string>>;
  readonly request_body: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const file = join(import.meta.dirname, "golden/rest.json");
const { entries } = JSON.parse(readFileSync(file, "utf8")) as { readonly entries: readonly Entry[] };

const collection =
  /^\/v2\/(workflows|workbooks|environments|executions|tasks|action_executions|actions|cron_triggers|event_triggers)(\?|$)/;

/**
 * Whether it is chance which rows a list has, and in which order: Mistral sorts by whole seconds and then by id, and rows of
 * the same name are sorted by id, too.
 */
function isByChance({ path, method, body }: Entry): boolean {
  if (method !== "GET" || !collection.test(path)) return false;
  if (!path.includes("sort_keys=name")) return true;
  const names = JSON.stringify(body).match(/"name":"[^"]*"/g) ?? [];
  return new Set(names).size < names.length;
}

describe("the recorded answers of Mistral 15", () => {
  let service: TestService;
  const ids = new Ids();

  beforeAll(async () => {
    service = await startService({ mayDeleteActionExecutions: true });
  });

  afterAll(() => service.close());

  for (const [place, entry] of entries.entries()) {
    const label = `${place} ${entry.section}: ${entry.name}`;
    test(label, async () => {
      for (const setup of setups[place] ?? []) await setup({ ids, send: prepare });
      const answer = await send(entry.method, entry.path, entry.request_headers, entry.request_body);
      const expected = differences[label] ?? entry;
      expect(answer.statusCode).toBe(expected.status);
      const found = bodyOf(answer.body);
      if (expected.body === undefined) return learn(entry.body, found);
      if (isByChance(entry) && expected === entry) expect(listShape(found)).toEqual(listShape(entry.body));
      else expect(difference(expected.body, found, ids) ?? "").toBe("");
    });
  }

  /** An answer that may differ can still name what later requests ask for. */
  function learn(recorded: unknown, found: unknown): void {
    ids.match(idIn(recorded), idIn(found));
  }

  async function prepare(method: string, path: string, headers: Readonly<Record<string, string>>, body: string | null) {
    const answer = await send(method, path, headers, body);
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.body}`);
    return answer;
  }

  async function send(method: string, path: string, headers: Readonly<Record<string, string>>, body: string | null) {
    const answer = await service.app.inject({
      method: method as "GET",
      url: ids.translate(path).replaceAll(" ", "%20"),
      headers: { host: "127.0.0.1:18989", ...headers },
      ...(body === null ? {} : { payload: ids.translate(body) }),
    });
    await service.settle();
    return answer;
  }
});

function idIn(body: unknown): string {
  return typeof body === "object" && body !== null && "id" in body && typeof body.id === "string" ? body.id : "";
}

function bodyOf(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
