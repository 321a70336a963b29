import { afterAll, beforeAll, expect, test } from "vitest";
import { readTokens } from "../../../src/api/index.ts";
import { startService, type TestService } from "../service.ts";
import { asker, waiting, type Ask } from "./ask.ts";

const tokens = `
- {token: red, project: reds}
- {token: blue, project: blues}
- {token: green, project: greens}
- {token: chief, project: chiefs, roles: [admin]}
`;

let service: TestService;
let red: Ask;
let blue: Ask;
let green: Ask;
let chief: Ask;
let id: string;

beforeAll(async () => {
  service = await startService({ authenticate: readTokens(tokens, "tokens.yaml") });
  [red, blue, green, chief] = ["red", "blue", "green", "chief"].map((token) => asker(service, token)) as [
    Ask,
    Ask,
    Ask,
    Ask,
  ];
  const { body } = await red("POST", "/v2/workflows", waiting("shared"));
  [{ id }] = body["workflows"] as [{ id: string }];
});

afterAll(() => service.close());

const missing = (member: string) => `Resource member not found [resource_id=${id}, member_id=${member}]`;

test("a workflow is shared, accepted, used, and taken back", async () => {
  const members = `/v2/workflows/${id}/members`;
  const made = await red("POST", members, { member_id: "blues" });
  expect(made.status).toBe(201);
  expect(made.body).toEqual({
    id: expect.any(String),
    resource_id: id,
    resource_type: "workflow",
    project_id: "reds",
    member_id: "blues",
    status: "pending",
    created_at: expect.any(String),
  });
  const again = await red("POST", members, { member_id: "blues" });
  expect([again.status, again.body["faultstring"]]).toEqual([
    409,
    `Duplicate entry for ResourceMember ['resource_id', 'resource_type', 'member_id']: ${id}, workflow, blues`,
  ]);

  // Until it accepts, the other project does not see the workflow, but that it is offered.
  expect((await blue("GET", `/v2/workflows/${id}`)).status).toBe(404);
  expect((await blue("GET", members)).body["members"]).toMatchObject([{ status: "pending" }]);
  expect((await blue("PUT", `${members}/blues`, { status: "accepted" })).body).toMatchObject({ status: "accepted" });
  expect((await blue("GET", `/v2/workflows/${id}`)).body).toMatchObject({ name: "shared", project_id: "reds" });
  expect((await blue("GET", "/v2/workflows/shared")).status).toBe(200);
  expect((await blue("GET", "/v2/workflows")).body["workflows"]).toHaveLength(1);

  // It runs there as the member's own execution.
  const run = await blue("POST", "/v2/executions", { workflow_name: "shared" });
  expect(run.body).toMatchObject({ workflow_id: id, project_id: "blues" });
  expect((await red("GET", `/v2/executions/${String(run.body["id"])}`)).status).toBe(404);

  // A member can neither change, delete nor share it further.
  for (const answer of [
    await blue("PUT", `/v2/workflows/${id}`, waiting("stolen")),
    await blue("DELETE", `/v2/workflows/${id}`),
    await blue("POST", members, { member_id: "greens" }),
  ]) {
    expect([answer.status, answer.body["faultstring"]]).toEqual([
      403,
      `Can not access WorkflowDefinition resource of other projects, ID: ${id}`,
    ]);
  }
  expect((await blue("DELETE", `${members}/blues`)).body["faultstring"]).toBe(missing("blues"));

  expect((await red("DELETE", `${members}/blues`)).status).toBe(204);
  expect((await blue("GET", `/v2/workflows/${id}`)).status).toBe(404);
  expect((await red("DELETE", `${members}/blues`)).body["faultstring"]).toBe(missing("blues"));
});

test("only the receiving project answers, and it may change its mind", async () => {
  const member = `/v2/workflows/${id}/members/blues`;
  await red("POST", `/v2/workflows/${id}/members`, { member_id: "blues" });
  for (const caller of [red, green, chief]) {
    expect((await caller("PUT", member, { status: "accepted" })).body["faultstring"]).toBe(missing("blues"));
  }
  await blue("PUT", member, { status: "accepted" });
  expect((await blue("PUT", member, { status: "rejected" })).status).toBe(200);
  expect((await blue("GET", `/v2/workflows/${id}`)).status).toBe(404);
  expect((await red("GET", member)).body).toMatchObject({ status: "rejected", updated_at: expect.any(String) });
  expect((await blue("PUT", member, { status: "perhaps" })).body["faultstring"]).toBe(
    "Invalid input for field/attribute status. Value: 'perhaps'. Value should be one of: accepted, pending, rejected",
  );
  expect((await blue("PUT", member, {})).body["faultstring"]).toBe("Status must be provided.");
});

test("strangers learn nothing", async () => {
  const members = `/v2/workflows/${id}/members`;
  expect((await green("GET", members)).body).toEqual({ members: [] });
  expect((await green("GET", `${members}/blues`)).status).toBe(404);
  expect((await green("POST", members, { member_id: "greens" })).body["faultstring"]).toBe(
    `Workflow not found [workflow_identifier=${id}, namespace=]`,
  );
});

test("what cannot be shared is told", async () => {
  const { body } = await chief("POST", "/v2/workflows?scope=public", waiting("open"));
  const [{ id: open }] = body["workflows"] as [{ id: string }];
  const answers = [
    await chief("POST", `/v2/workflows/${open}/members`, { member_id: "reds" }),
    await red("POST", `/v2/workflows/${id}/members`, {}),
    await red("GET", "/v2/workflows/shared/members"),
  ];
  expect(answers.map((answer) => [answer.status, answer.body["faultstring"]])).toEqual([
    [400, "Only private resource could be shared."],
    [400, "Member id must be provided."],
    [400, "Only support UUID as resource identifier in resource sharing feature."],
  ]);
});

test("with the workflow goes the sharing", async () => {
  await red("POST", `/v2/workflows/${id}/members`, { member_id: "greens" });
  await red("DELETE", `/v2/workflows/${id}`);
  expect((await red("GET", `/v2/workflows/${id}/members`)).body).toEqual({ members: [] });
});
