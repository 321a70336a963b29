import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FakeKeystone } from "../api/auth/fake-keystone.ts";
import { missingMistral, startMistral, type MistralClient } from "./mistral.ts";
import { steps as anonymousSteps } from "./mistral-steps.ts";
import { serve, type Served } from "./serve.ts";

/** A command of somebody and how it ends. */
interface Step {
  readonly who: "anna" | "bob" | "root";
  readonly words: readonly string[];
  readonly code: number;
  readonly prints: RegExp;
  /** A field of its JSON output that later steps name as `<NAME>`. */
  readonly keeps?: readonly [name: string, field: string];
}

const files: Readonly<Record<string, string>> = {
  "wf.yaml": "{version: '2.0', wf: {input: [{who: world}], tasks: {t: {action: std.noop}}}}",
  "cs.py": "class Hi: pass\n",
};

function as(who: Step["who"]) {
  const ends = (code: number) => (words: readonly string[], prints: RegExp, keeps?: Step["keeps"]) => ({
    who,
    words,
    code,
    prints,
    ...(keeps === undefined ? {} : { keeps }),
  });
  return { ok: ends(0), refused: ends(1) };
}

const [anna, bob, root] = [as("anna"), as("bob"), as("root")];
const json = ["-f", "json"];

const steps: readonly Step[] = [
  anna.ok(["workflow-create", "wf.yaml"], /\| wf /),
  anna.ok(["workflow-get", "wf", ...json], /"Project ID": "reds"/, ["workflow", "ID"]),
  bob.refused(["workflow-get", "<workflow>"], /Workflow not found/),
  anna.refused(["workflow-create", "wf.yaml", "--public", "--namespace", "n"], /Operation forbidden/),
  root.ok(["workflow-create", "wf.yaml", "--public", "--namespace", "n"], /\| public/),

  anna.ok(
    ["cron-trigger-create", "ct", "wf", "{}", "--pattern", "0 0 1 1 *"],
    /Next execution time +\| \d{4}-01-01 00:00:00/,
  ),
  anna.ok(
    ["cron-trigger-create", "ct2", "wf", "--first-time", "2099-01-01 00:00", "--utc"],
    /2099-01-01 00:00:00[^]*Remaining executions +\| 1 /,
  ),
  anna.refused(["cron-trigger-create", "ct", "wf", "--pattern", "0 0 1 1 *"], /Duplicate entry for cron trigger/),
  anna.refused(["cron-trigger-create", "ct3", "wf", "--pattern", "x"], /The specified pattern is not valid: x/),
  anna.ok(["cron-trigger-list"], /\| ct [^]*\| ct2 /),
  anna.ok(["cron-trigger-get", "ct"], /Pattern +\| 0 0 1 1 \*/),
  bob.refused(["cron-trigger-get", "ct"], /Cron trigger not found/),
  anna.refused(["workflow-delete", "wf"], /Can't delete workflow that has cron triggers associated/),
  anna.ok(["cron-trigger-delete", "ct", "ct2"], /ct2 has been accepted/),

  anna.ok(
    ["event-trigger-create", "et", "<workflow>", "openstack", "notification", "thing.done", "{}", ...json],
    /"Event": "thing\.done"/,
    ["event", "ID"],
  ),
  anna.ok(["event-trigger-list"], /\| et /),
  anna.ok(["event-trigger-get", "<event>"], /Exchange +\| openstack/),
  bob.refused(["event-trigger-get", "<event>"], /Event trigger not found/),
  anna.ok(["event-trigger-delete", "<event>"], /has been accepted/),

  anna.ok(["member-create", "<workflow>", "workflow", "blues"], /Status +\| pending/),
  anna.ok(["member-list", "<workflow>", "workflow"], /\| blues [^]*pending/),
  bob.ok(["member-update", "<workflow>", "workflow", "-m", "blues", "-s", "accepted"], /Status +\| accepted/),
  bob.ok(["member-get", "<workflow>", "workflow", "-m", "blues"], /Status +\| accepted/),
  bob.ok(["workflow-get", "<workflow>"], /Name +\| wf /),
  bob.ok(["execution-create", "wf"], /Workflow name +\| wf /),
  anna.ok(["member-delete", "<workflow>", "workflow", "blues"], /./),
  bob.refused(["workflow-get", "<workflow>"], /Workflow not found/),

  anna.ok(["service-list"], /engine_group/),

  anna.refused(["code-source-list"], /Operation forbidden/),
  root.ok(["code-source-create", "cs", "cs.py"], /Name +\| cs /),
  root.ok(["code-source-list"], /\| cs /),
  root.ok(["code-source-get", "cs"], /Version +\| 1|Name +\| cs/),
  root.ok(["code-source-get-content", "cs"], /class Hi/),
  root.ok(["code-source-update", "cs", "cs.py"], /Name +\| cs /),
  anna.refused(["dynamic-action-list"], /Operation forbidden/),
  root.ok(["dynamic-action-create", "da", "Hi", "cs"], /Name +\| da /),
  root.ok(["dynamic-action-list"], /\| da /),
  root.ok(["dynamic-action-get", "da"], /Hi/),
  root.ok(["dynamic-action-update", "da", "--class-name", "Ho"], /Ho/),
  root.ok(["dynamic-action-delete", "da"], /da has been accepted/),
  root.ok(["code-source-delete", "cs"], /'cs' has been accepted/),
];

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
