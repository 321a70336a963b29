import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTokens } from "../../src/api/index.ts";
import { asker, waiting, type Ask } from "./resources/ask.ts";
import { startService, type TestService } from "./service.ts";

const tokens = `
- {token: red, project: reds}
- {token: blue, project: blues}
`;

/** What is asked for, in the path: something of the other project, and something that is not there at all. */
interface Target {
  readonly theirs: string;
  readonly nothing: string;
}

let service: TestService;
let red: Ask;
let blue: Ask;
/** By tag: the first variable part of its paths. */
const targets: Record<string, Target[]> = {};
let calls: { readonly method: "GET" | "PUT" | "DELETE"; readonly path: string; readonly tag: string }[] = [];

const named: Target = { theirs: "secret", nothing: "nothing" };

function byId(id: unknown): Target {
  return { theirs: String(id), nothing: randomUUID() };
}

/** One of each kind that belongs to the reds. */
async function fill(): Promise<void> {
  const { body: made } = await red("POST", "/v2/workflows", waiting("secret"));
  const [{ id: workflow }] = made["workflows"] as [{ id: string }];
  await red(
    "POST",
    "/v2/workbooks",
    "version: '2.0'\nname: secret\nworkflows: {w: {tasks: {t: {action: std.noop}}}}\n",
  );
  await red("POST", "/v2/actions", "version: '2.0'\nsecret: {base: std.noop}\n");
  await red("POST", "/v2/environments", { name: "secret", variables: { password: "hidden" } });
  const execution = await red("POST", "/v2/executions", { workflow_name: "secret" });
  await service.settle();
  const first = async (list: string): Promise<unknown> => {
    const { body } = await red("GET", `/v2/${list}`);
    return (body[list] as { id: string }[])[0]?.id;
  };
  const cron = await red("POST", "/v2/cron_triggers", {
    name: "secret",
    workflow_name: "secret",
    pattern: "0 0 * * *",
  });
  const trigger = { workflow_id: workflow, exchange: "secret", topic: "secret", event: "secret" };
  const event = await red("POST", "/v2/event_triggers", trigger);
  Object.assign(targets, {
    workflows: [named, byId(workflow)],
    members: [byId(workflow)],
    workbooks: [named],
    actions: [named],
    environments: [named],
    executions: [byId(execution.body["id"])],
    tasks: [byId(await first("tasks"))],
    action_executions: [byId(await first("action_executions"))],
    cron_triggers: [named, byId(cron.body["id"])],
    event_triggers: [byId(event.body["id"])],
    code_sources: [named],
    dynamic_actions: [named],
    access: [{ theirs: "reds", nothing: "nobody" }],
    services: [named],
    workers: [byId(randomUUID())],
  });
}

beforeAll(async () => {
  service = await startService({ authenticate: readTokens(tokens, "tokens.yaml") });
  [red, blue] = [asker(service, "red"), asker(service, "blue")];
  await fill();
  const paths = service.app.swagger().paths as Record<string, Record<string, { tags?: string[] }>>;
  calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([word, { tags: [tag = ""] = [] }]) => {
      const method = word.toUpperCase();
      return method === "GET" || method === "PUT" || method === "DELETE" ? [{ method, path, tag } as const] : [];
    }),
  );
});

afterAll(() => service.close());

/** What a call takes, so that it is refused for nothing else. */
const bodies: Readonly<Record<string, object | string>> = {
  workflows: waiting("secret"),
  workbooks: "version: '2.0'\nname: secret\n",
  actions: "version: '2.0'\nsecret: {base: std.echo}\n",
  environments: { name: "secret", variables: {} },
  members: { status: "accepted" },
  executions: { state: "CANCELLED" },
  tasks: { state: "RUNNING", reset: true },
  action_executions: { state: "SUCCESS", output: {} },
  event_triggers: { name: "stolen" },
  access: { definitions: 0 },
};

/** The address of a call: the resource is the first variable part of its path. */
function addressOf(path: string, value: string): string {
  const other = targets["action_executions"]?.[0]?.theirs ?? "";
  return path
    .replace(/\{(name|id|project)\}/, value)
    .replace("{revision}", "1")
    .replace("{namespace}", "")
    .replaceAll(/\{\w+\}/g, other);
}

describe("a stranger", () => {
  it("is told of what others have as of what is not there", async () => {
    const told: string[] = [];
    let asked = 0;
    for (const { method, path, tag } of calls.filter((call) => call.path.includes("{"))) {
      const body = method === "PUT" ? bodies[tag] : undefined;
      for (const { theirs, nothing } of targets[tag] ?? []) {
        const [ofTheirs, ofNothing] = [
          await blue(method, addressOf(path, theirs), body),
          await blue(method, addressOf(path, nothing), body),
        ];
        asked += 1;
        const shown = [ofTheirs, ofNothing].map(
          ({ status, text }) => `${status} ${text.replaceAll(theirs, "<it>").replaceAll(nothing, "<it>")}`,
        );
        if (shown[0] !== shown[1]) told.push(`${method} ${path} ${theirs}: ${shown.join(" / ")}`);
      }
    }
    expect(told).toEqual([]);
    expect(asked).toBeGreaterThan(60);
  });

  it("finds nothing of others in any list, whatever is asked for", async () => {
    const ids = Object.values(targets).flatMap((all) => all.map(({ theirs }) => theirs));
    const secrets = ["hidden", ...ids.filter((id) => id !== named.theirs && id !== "reds")];
    const filters = ["", "?name=secret", "?workflow_name=secret", "?project_id=reds", "?scope=private", "?limit=1000"];
    for (const { path } of calls.filter((call) => call.method === "GET" && !call.path.includes("{"))) {
      for (const filter of filters) {
        const { text } = await blue("GET", `${path}${filter}`);
        const found = secrets.filter((secret) => text.includes(secret));
        expect([path, filter, found, text.includes('"secret"')]).toEqual([path, filter, [], false]);
      }
    }
  });

  it("changes nothing of others", async () => {
    expect((await red("GET", "/v2/workflows/secret")).status).toBe(200);
    expect((await red("GET", "/v2/environments/secret")).body).toMatchObject({ variables: '{"password": "hidden"}' });
    const id = targets["executions"]?.[0]?.theirs;
    expect((await red("GET", `/v2/executions/${id}`)).body).toMatchObject({ state: "RUNNING" });
    expect((await red("GET", "/v2/cron_triggers/secret")).status).toBe(200);
  });

  it("starts nothing of others", async () => {
    const refused = [
      await blue("POST", "/v2/executions", { workflow_name: "secret" }),
      await blue("POST", "/v2/executions", { workflow_id: targets["workflows"]?.[1]?.theirs }),
      await blue("POST", "/v2/executions", { source_execution_id: targets["executions"]?.[0]?.theirs }),
      await blue("POST", "/v2/cron_triggers", { name: "x", workflow_name: "secret", pattern: "* * * * *" }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await blue("POST", "/v2/action_executions", { name: "secret" })).status).toBe(400);
  });
});
