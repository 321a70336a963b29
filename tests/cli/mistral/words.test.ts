import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createService, readSettings, type OstroService } from "../../../src/index.ts";
import { FakeKeystone } from "../../api/auth/fake-keystone.ts";
import { files as keystoneFiles, steps as keystoneSteps } from "../../e2e/mistral-keystone-steps.ts";
import { files, steps } from "../../e2e/mistral-steps.ts";
import { ostro, type Outcome } from "../host.ts";

/** What was kept of earlier answers, by name. */
class Kept {
  readonly #values = new Map<string, string>();

  fill(text: string): string {
    return text.replaceAll(/<(\w+)>/g, (whole, name: string) => this.#values.get(name) ?? whole);
  }

  keep(name: string, field: string, out: string): void {
    const [printed] = [JSON.parse(out)].flat() as Record<string, string>[];
    this.#values.set(name, printed?.[field] ?? "");
  }
}

interface Place {
  readonly folder: string;
  readonly service: OstroService;
  readonly url: string;
}

async function open(
  texts: Readonly<Record<string, string>>,
  options: Readonly<Record<string, unknown>>,
): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "ostro-words-"));
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  const settings = readSettings({ options: { database: "sqlite::memory:", port: 0, logLevel: "silent", ...options } });
  const service = await createService(settings, { version: "0.0.0" });
  return { folder, service, url: await service.listen() };
}

async function close({ folder, service }: Place): Promise<void> {
  await service.stop();
  rmSync(folder, { recursive: true });
}

function expectEnd({ exitCode, out, err }: Outcome, code: number, prints: RegExp): void {
  const said = `${out}${err}`;
  expect({ failed: exitCode !== 0, said }).toEqual({ failed: code !== 0, said: expect.stringMatching(prints) });
}

describe("the words of Mistral's command do and print what they do there", () => {
  const kept = new Kept();
  let place: Place;

  beforeAll(async () => {
    place = await open(files, {});
  });

  afterAll(() => close(place));

  test.each(steps.map((step) => [step.words.join(" "), step] as const))(
    "%s",
    async (_name, { words, code, prints, keeps, isRepeated }) => {
      const wanted = new RegExp(kept.fill(prints.source), prints.flags);
      const argv = ["mistral", ...words.map((word) => kept.fill(word))];
      const around = { folder: place.folder, environment: { OS_MISTRAL_URL: `${place.url}/v2` } };
      let answer = await ostro(argv, [], around);
      for (let tries = isRepeated ? 500 : 0; tries > 0 && !wanted.test(answer.out); tries -= 1) {
        answer = await ostro(argv, [], around);
      }
      expectEnd(answer, code, wanted);
      for (const [name, field] of Object.entries(keeps)) kept.keep(name, field, answer.out);
    },
  );
});

describe("and log in with a Keystone as it does", () => {
  const kept = new Kept();
  const keystone = new FakeKeystone();
  let place: Place;

  beforeAll(async () => {
    await keystone.listen();
    keystone.users.set("anna", { project: "reds", roles: ["member"] });
    keystone.users.set("bob", { project: "blues", roles: ["member"] });
    keystone.users.set("root", { project: "admins", roles: ["admin"] });
    place = await open(keystoneFiles, {
      auth: "keystone",
      keystoneUrl: keystone.url,
      keystoneUsername: "ostro",
      keystonePassword: "secret",
    });
  });

  afterAll(async () => {
    await close(place);
    await keystone.close();
  });

  function environmentOf(who: string): Record<string, string> {
    return {
      OS_MISTRAL_URL: place.url,
      OS_AUTH_URL: keystone.url,
      OS_USERNAME: who,
      OS_PASSWORD: who,
      OS_PROJECT_NAME: keystone.users.get(who)?.project ?? "",
      OS_USER_DOMAIN_NAME: "Default",
      OS_PROJECT_DOMAIN_NAME: "Default",
    };
  }

  test.each(keystoneSteps.map((step) => [`${step.who}: ${step.words.join(" ")}`, step] as const))(
    "%s",
    async (_name, { who, words, code, prints, keeps }) => {
      const argv = ["mistral", ...words.map((word) => kept.fill(word))];
      const answer = await ostro(argv, [], { folder: place.folder, environment: environmentOf(who) });
      expectEnd(answer, code, prints);
      if (keeps !== undefined) kept.keep(keeps[0], keeps[1], answer.out);
    },
  );

  test("options before the word go before the environment", async () => {
    const environment = { ...environmentOf("anna"), OSTRO_URL: "http://127.0.0.1:1" };
    const named = await ostro(["mistral", "--os-mistral-url", place.url, "workflow-list"], [], { environment });
    expectEnd(named, 0, /\| wf /);
    const wrong = await ostro(["mistral", "--os-mistral-url", place.url, "--os-password", "x", "workflow-list"], [], {
      environment,
    });
    expectEnd(wrong, 2, /gives no token to 'anna' \(HTTP 401\)/);
  });
});
