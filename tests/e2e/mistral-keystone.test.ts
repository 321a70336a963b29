import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FakeKeystone } from "../api/auth/fake-keystone.ts";
import { missingMistral, startMistral, type MistralClient } from "./mistral.ts";
import { files, steps, type Step } from "./mistral-keystone-steps.ts";
import { steps as anonymousSteps } from "./mistral-steps.ts";
import { serve, type Served } from "./serve.ts";

const missing = missingMistral();
const kept = new Map<string, string>();
const keystone = new FakeKeystone();
let folder: string;
let served: Served;
let client: MistralClient;

beforeAll(async () => {
  if (missing !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), "ostro-keystone-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  await keystone.listen();
  keystone.users.set("anna", { project: "reds", roles: ["member"] });
  keystone.users.set("bob", { project: "blues", roles: ["member"] });
  keystone.users.set("root", { project: "admins", roles: ["admin"] });
  served = await serve(`sqlite:${join(folder, "ostro.db")}`, [
    "--auth=keystone",
    `--keystone-url=${keystone.url}`,
    "--keystone-username=ostro",
    "--keystone-password=secret",
  ]);
  client = startMistral(served.url);
});

afterAll(async () => {
  if (missing !== undefined) return;
  client.stop();
  await served.end("SIGTERM");
  await keystone.close();
  rmSync(folder, { recursive: true });
});

function filledIn(text: string): string {
  const filled = text.replaceAll(/<(\w+)>/g, (whole, name: string) => kept.get(name) ?? whole);
  return Object.hasOwn(files, filled) ? join(folder, filled) : filled;
}

/** How the command says who it is; the address of the service is told by the environment. */
function identityOf(who: Step["who"]): string[] {
  const project = keystone.users.get(who)?.project ?? "";
  return [
    `--os-auth-url=${keystone.url}`,
    `--os-username=${who}`,
    `--os-password=${who}`,
    `--os-project-name=${project}`,
    "--os-user-domain-name=Default",
    "--os-project-domain-name=Default",
  ];
}

describe("Debian's mistral command with a Keystone", () => {
  test.for(steps.map((step) => [`${step.who}: ${step.words.join(" ")}`, step] as const))(
    "%s",
    async ([, { who, words, code, prints, keeps }], context) => {
      if (missing !== undefined) context.skip(missing);
      const answer = await client.run([...identityOf(who), ...words.map(filledIn)]);
      expect({ code: answer.code, said: `${answer.out}${answer.err}` }).toEqual({
        code,
        said: expect.stringMatching(prints),
      });
      if (keeps === undefined) return;
      const [name, field] = keeps;
      kept.set(name, (JSON.parse(answer.out) as Record<string, string>)[field] ?? "");
    },
  );

  test("a wrong password is refused", async (context) => {
    if (missing !== undefined) context.skip(missing);
    const words = identityOf("anna").map((word) => word.replace(/^--os-password=.*/, "--os-password=wrong"));
    expect((await client.run([...words, "workflow-list"])).code).not.toBe(0);
  });

  test("and without one, every command of the client is run", async (context) => {
    if (missing !== undefined) context.skip(missing);
    const { out } = await client.run(["help"]);
    const [, list = ""] = out.split(/^Commands[^\n]*$/m);
    const commands = [...list.matchAll(/^ {2}([a-z]+(?:-[a-z]+)*) /gm)].map(([, name = ""]) => name);
    const ofTheShell = new Set(["help", "complete", "bash-completion"]);
    const run = new Set([...steps, ...anonymousSteps].map(({ words }) => words[0]));
    expect(commands.length).toBeGreaterThan(70);
    expect(commands.filter((name) => !run.has(name) && !ofTheShell.has(name))).toEqual([]);
  });
});
