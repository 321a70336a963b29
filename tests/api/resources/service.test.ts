import { afterEach, expect, test } from "vitest";
import { Policy, readTokens } from "../../../src/api/index.ts";
import { startService, type TestService } from "../service.ts";
import { asker, waiting } from "./ask.ts";

const tokens = `
- {token: red, project: reds}
- {token: chief, project: chiefs, roles: [admin]}
`;
const authenticate = readTokens(tokens, "tokens.yaml");

let service: TestService;

afterEach(() => service.close());

test("the service rests: executions are paused, nothing new is taken, and afterwards all goes on", async () => {
  service = await startService({ authenticate });
  const [red, chief] = [asker(service, "red"), asker(service, "chief")];
  await red("POST", "/v2/workflows", waiting("w"));
  const start = async () => String((await red("POST", "/v2/executions", { workflow_name: "w" })).body["id"]);
  const [running, paused] = [await start(), await start()];
  await red("PUT", `/v2/executions/${paused}`, { state: "PAUSED" });
  const stateOf = async (id: string) => (await red("GET", `/v2/executions/${id}`)).body["state"];

  expect((await chief("GET", "/maintenance")).body).toEqual({ status: "RUNNING" });
  // The task that waits for its answer keeps the service from rest.
  expect((await chief("PUT", "/maintenance", { status: "PAUSED" })).body).toEqual({ status: "PAUSING" });
  expect(await stateOf(running)).toBe("PAUSED");
  const refused = await red("POST", "/v2/executions", { workflow_name: "w" });
  expect([refused.status, refused.headers["server-error-message"]]).toEqual([
    423,
    "Current Mistral state is PAUSING. Method is not allowed",
  ]);
  expect((await red("DELETE", `/v2/executions/${running}?force=true`)).status).toBe(423);
  const { body } = await red("GET", "/v2/action_executions");
  for (const { id } of body["action_executions"] as { id: string }[]) {
    expect((await red("PUT", `/v2/action_executions/${id}`, { state: "SUCCESS" })).status).toBe(200);
  }
  await service.maintenance.look();
  expect((await chief("GET", "/maintenance")).body).toEqual({ status: "PAUSED" });

  expect((await chief("PUT", "/maintenance", { status: "RUNNING" })).body).toEqual({ status: "RUNNING" });
  await service.settle();
  expect(await stateOf(running)).toBe("SUCCESS");
  expect(await stateOf(paused)).toBe("PAUSED");
  expect((await red("POST", "/v2/executions", { workflow_name: "w" })).status).toBe(201);
});

test("only admins bring it to rest, and only with a state that there is", async () => {
  service = await startService({ authenticate });
  const [red, chief] = [asker(service, "red"), asker(service, "chief")];
  expect((await red("GET", "/maintenance")).status).toBe(403);
  expect((await red("PUT", "/maintenance", { status: "PAUSED" })).status).toBe(403);
  const nobody = await service.app.inject({ method: "PUT", url: "/maintenance", payload: { status: "PAUSED" } });
  expect(nobody.statusCode).toBe(401);
  expect((await chief("PUT", "/maintenance", { status: "PAUSING" })).body["faultstring"]).toBe(
    "PAUSING is intermediate state. Consider PAUSED, RUNNING as new state",
  );
  expect((await chief("PUT", "/maintenance", { status: "SLEEPING" })).body["faultstring"]).toBe(
    "Not found SLEEPING maintenance state. List of states: ['PAUSING', 'PAUSED', 'RUNNING']",
  );
});

test("info is what the file says, when there is one", async () => {
  let text = '{"release": 7}';
  service = await startService({ readInfo: async () => text });
  const ask = asker(service);
  expect((await ask("GET", "/info")).body).toEqual({ release: 7 });
  text = "broken";
  expect((await ask("GET", "/info")).body["faultstring"]).toBe("Incorrect path to info json file.");
  await service.close();
  service = await startService();
  const disabled = await asker(service)("GET", "/info");
  expect([disabled.status, disabled.body["faultstring"]]).toEqual([400, "Info endpoint disabled."]);
});

test("services are the nodes that are alive", async () => {
  service = await startService();
  await service.store.holdLease("gone", 0);
  const { body } = await asker(service)("GET", "/v2/services");
  const { nodeId } = service.runtime;
  expect(body).toEqual({
    services: ["api_group", "engine_group", "executor_group", "event-engine_group", "notifier_group"].map((type) => ({
      name: nodeId,
      type,
    })),
  });
});

test("a policy decides each call by Mistral's name for it", async () => {
  const policy = Policy.read(
    `
workflows:create: "!"
workflows:publicize: role:editor
executions:list: rule:admin_only
code_sources:list: "@"
`,
    "policy.yaml",
  );
  const editor = () => ({ project: "p", user: "e", roles: ["editor"] });
  service = await startService({ authenticate: editor, policy });
  const ask = asker(service);
  const refused = await ask("POST", "/v2/workflows", waiting("w"));
  expect([refused.status, refused.text]).toEqual([
    403,
    '{"faultstring":"Operation forbidden (insufficient permissions)"}',
  ]);
  expect((await ask("GET", "/v2/executions")).text).toBe(
    '{"faultcode":"Client","faultstring":"Operation forbidden (insufficient permissions)","debuginfo":null}',
  );
  expect((await ask("GET", "/v2/code_sources")).status).toBe(200);
  expect((await ask("GET", "/v2/workflows")).status).toBe(200);
  expect((await ask("PUT", "/v2/workflows?scope=public", waiting("w"))).status).toBe(404);
  expect((await ask("POST", "/v2/actions?scope=public", "version: '2.0'\na: {base: std.noop}\n")).status).toBe(403);
});
