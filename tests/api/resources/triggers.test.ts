import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { readTokens } from "../../../src/api/index.ts";
import { startService, type TestService } from "../service.ts";
import { asker, waiting, type Ask } from "./ask.ts";

const tokens = `
- {token: red, project: reds}
- {token: blue, project: blues}
- {token: chief, project: chiefs, roles: [admin]}
`;

let service: TestService;
let red: Ask;
let blue: Ask;
let chief: Ask;
let workflowId: unknown;

beforeAll(async () => {
  service = await startService({ authenticate: readTokens(tokens, "tokens.yaml") });
  [red, blue, chief] = ["red", "blue", "chief"].map((token) => asker(service, token)) as [Ask, Ask, Ask];
  const { body } = await red("POST", "/v2/workflows", waiting("w"));
  [{ id: workflowId }] = body["workflows"] as [{ id: string }];
  await chief("POST", "/v2/workflows?scope=public", waiting("open"));
  const lazy = "version: '2.0'\nlazy: {abstract: true, tasks: {t: {action: std.noop}}}\n";
  await red("POST", "/v2/workflows", lazy);
});

afterAll(() => service.close());

const cron = { name: "c", workflow_name: "w", pattern: "0 0 1 1 *" };

describe("a cron trigger is refused", () => {
  it.each<[object, number, string]>([
    [{ ...cron, name: "" }, 400, "The name of the cron trigger must be provided."],
    [{ ...cron, time_zone: "Mars/Base" }, 400, "There is no time zone Mars/Base; one is named like Europe/Berlin"],
    [{ ...cron, pattern: "" }, 400, "Pattern or first_execution_time must be specified."],
    [{ ...cron, pattern: "0 0 31 2 *" }, 400, "The specified pattern is never met: 0 0 31 2 *"],
    [{ ...cron, pattern: "61 * * * *" }, 400, "The specified pattern is not valid: 61 * * * *"],
    [
      { ...cron, first_execution_time: "2026-11-22 21:55" },
      400,
      "first_execution_time must be at least 1 minute in the future.",
    ],
    [{ ...cron, first_execution_time: "2026-11-23 00:00:10" }, 400, "unconverted data remains: :10"],
    [
      { ...cron, workflow_name: undefined, workflow_id: "x" },
      404,
      "Workflow not found [workflow_identifier=x, namespace=]",
    ],
    [{ ...cron, workflow_input: { a: 1 } }, 400, "Invalid input [name=w, class=DirectWorkflowSpec, unexpected=['a']]"],
    [
      { ...cron, workflow_name: "lazy" },
      400,
      "INH-040: Workflow is abstract and cannot be executed [workflow=lazy, abstract_tasks=[]]",
    ],
    [{ ...cron, scope: "public" }, 403, "Operation forbidden (insufficient permissions)"],
    [{ ...cron, frob: 1 }, 400, "Unknown attribute for argument cron_trigger: frob"],
    [
      { ...cron, remaining_executions: -1 },
      400,
      "Invalid input for field/attribute remaining_executions. Value: '-1'. Value should be greater or equal to 1",
    ],
  ])("%j", async (body, status, message) => {
    const answer = await red("POST", "/v2/cron_triggers", body);
    expect([answer.status, answer.body["faultstring"]]).toEqual([status, message]);
  });
});

test("a cron trigger belongs to a project", async () => {
  expect((await red("POST", "/v2/cron_triggers", { ...cron, name: "mine" })).status).toBe(201);
  expect((await blue("POST", "/v2/cron_triggers", { ...cron, name: "mine" })).status).toBe(404);
  const { body } = await red("GET", "/v2/cron_triggers/mine");
  const url = `/v2/cron_triggers/${String(body["id"])}`;
  for (const [method, path] of [
    ["GET", url],
    ["GET", "/v2/cron_triggers/mine"],
    ["DELETE", url],
  ] as const) {
    const answer = await blue(method, path);
    expect(answer.body["faultstring"]).toBe(`Cron trigger not found [identifier=${path.split("/").at(-1)}]`);
  }
  expect((await blue("GET", "/v2/cron_triggers")).body).toEqual({ cron_triggers: [] });
  expect((await blue("GET", "/v2/cron_triggers?all_projects=true")).status).toBe(403);
  expect((await chief("GET", "/v2/cron_triggers?all_projects=true")).body["cron_triggers"]).toHaveLength(1);
  expect((await chief("GET", url)).status).toBe(200);
  expect((await red("DELETE", url)).status).toBe(204);
});

test("a time zone is shown where there is one, and moves the next time", async () => {
  const trigger = { name: "zoned", workflow_name: "w", pattern: "0 12 1 1 *", time_zone: "Asia/Tokyo" };
  const { status, body } = await red("POST", "/v2/cron_triggers", trigger);
  expect([status, body["time_zone"], body["next_execution_time"]]).toEqual([201, "Asia/Tokyo", "2027-01-01 03:00:00"]);
  expect((await red("GET", "/v2/cron_triggers/mine")).body).not.toHaveProperty("time_zone");
});

test("a second one that does the same at the same times is refused, unless it has no end", async () => {
  const bounded = { ...cron, first_execution_time: "2099-01-01 00:00", remaining_executions: 3 };
  const make = async (body: object): Promise<unknown[]> => {
    const answer = await red("POST", "/v2/cron_triggers", body);
    return [answer.status, answer.body["faultstring"]];
  };
  const refusal = "Duplicate entry for cron trigger ['name', 'project_id']: two, None";
  expect(await make({ ...bounded, name: "one" })).toEqual([201, undefined]);
  expect(await make({ ...bounded, name: "two" })).toEqual([409, refusal]);
  expect(await make({ ...bounded, name: "two", workflow_params: { env: { a: 1 } } })).toEqual([201, undefined]);
  expect(await make({ ...cron, name: "three" })).toEqual([201, undefined]);
  expect(await make({ ...cron, name: "four" })).toEqual([201, undefined]);
  for (const name of ["one", "two", "three", "four"]) await red("DELETE", `/v2/cron_triggers/${name}`);
});

test("a public one is seen by others, who cannot delete it", async () => {
  const made = await chief("POST", "/v2/cron_triggers", {
    ...cron,
    name: "all",
    workflow_name: "open",
    scope: "public",
  });
  expect(made.status).toBe(201);
  expect((await red("GET", "/v2/cron_triggers/all")).body).toMatchObject({ project_id: "chiefs", scope: "public" });
  const refused = await red("DELETE", "/v2/cron_triggers/all");
  expect([refused.status, refused.body["faultstring"]]).toEqual([
    403,
    `Can not access CronTrigger resource of other projects, ID: ${String(made.body["id"])}`,
  ]);
  expect((await chief("DELETE", "/v2/cron_triggers/all")).status).toBe(204);
});

test("a workflow is not made private while others trigger it", async () => {
  await red("POST", "/v2/cron_triggers", { ...cron, name: "theirs", workflow_name: "open" });
  const refused = await chief("PUT", "/v2/workflows?scope=private", waiting("open"));
  expect([refused.status, refused.body["faultstring"]]).toEqual([
    403,
    "Can not update scope of workflow that has cron triggers associated in other tenants. [workflow_identifier=open, namespace=]",
  ]);
  const kept = await chief("DELETE", "/v2/workflows/open");
  expect([kept.status, kept.body["faultstring"]]).toEqual([
    400,
    expect.stringMatching(
      /^Can't delete workflow that has cron triggers associated\. \[workflow_identifier=open, namespace=\]/,
    ),
  ]);
  expect((await red("DELETE", "/v2/cron_triggers/theirs")).status).toBe(204);
  expect((await chief("PUT", "/v2/workflows?scope=private", waiting("open"))).status).toBe(200);
});

test("an event trigger belongs to a project, and is changed but for its event", async () => {
  const event = { name: "e", workflow_id: workflowId, exchange: "x", topic: "t", event: "happened" };
  const { status, body } = await red("POST", "/v2/event_triggers", event);
  expect(status).toBe(201);
  const url = `/v2/event_triggers/${String(body["id"])}`;
  for (const answer of [
    await blue("GET", url),
    await blue("PUT", url, { name: "stolen" }),
    await blue("DELETE", url),
    await blue("POST", "/v2/event_triggers", event),
  ]) {
    expect(answer.status).toBe(404);
  }
  expect((await blue("GET", "/v2/event_triggers")).body).toEqual({ event_triggers: [] });
  expect((await red("GET", "/v2/event_triggers?name=has:e&event=happened")).body["event_triggers"]).toHaveLength(1);
  expect((await red("PUT", url, { topic: "u" })).body["faultstring"]).toBe(
    "Can not update fields ['exchange', 'topic', 'event'] of event trigger.",
  );
  expect((await red("PUT", url, { workflow_params: { env: { a: 1 } } })).body).toMatchObject({
    name: "e",
    workflow_params: '{"env": {"a": 1}}',
  });
  expect((await red("POST", "/v2/event_triggers", { ...event, scope: "public" })).status).toBe(403);
  expect((await red("DELETE", url)).status).toBe(204);
});
