import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTokens } from "../../../src/api/index.ts";
import { startService, type TestService } from "../service.ts";
import { asker, waiting, type Ask } from "./ask.ts";

const tokens = `
- {token: red, project: reds, user: rita}
- {token: blue, project: blues, user: bob}
- {token: boss, project: admins, user: ada, roles: [admin]}
`;

let service: TestService;
let red: Ask;
let blue: Ask;
let boss: Ask;

beforeAll(async () => {
  const quotas = { definitions: 3, runningExecutions: 2, storedBytes: -1 };
  service = await startService({ authenticate: readTokens(tokens, "tokens.yaml"), quotas, isAudited: true });
  [red, blue, boss] = [asker(service, "red"), asker(service, "blue"), asker(service, "boss")];
});

afterAll(() => service.close());

type Row = Readonly<Record<string, unknown>>;

async function logged(query = ""): Promise<readonly Row[]> {
  return (await boss("GET", `/v2/audit_log${query}`)).body["audit_log"] as Row[];
}

describe("the audit log", () => {
  it("keeps who changed what, when, from where, and with which outcome", async () => {
    const made = await red("POST", "/v2/workflows", waiting("hello"));
    expect(made.status).toBe(201);
    const [row] = await logged("?sort_keys=created_at&sort_dirs=desc&limit=1");
    expect(row).toEqual({
      id: expect.any(String),
      created_at: expect.stringMatching(/^2026-11-22 /),
      project_id: "reds",
      user: "rita",
      call: "workflows:create",
      method: "POST",
      path: "/v2/workflows",
      target: "hello",
      address: "127.0.0.1",
      user_agent: "lightMyRequest",
      request_id: made.headers["x-openstack-request-id"],
      outcome: "done",
      status: 201,
      reason: null,
    });
    expect((await boss("GET", `/v2/audit_log/${String(row?.["id"])}`)).body).toEqual(row);
  });

  it("keeps what was refused, without what was sent", async () => {
    await red("PUT", "/v2/environments", { name: "e", variables: [1, "hunter2"] });
    await red("DELETE", "/v2/workflows/nothing");
    const rows = await logged("?outcome=refused&project_id=reds");
    expect(rows.map(({ call, status }) => [call, status])).toEqual([
      ["environments:update", 400],
      ["workflows:delete", 404],
    ]);
    expect(rows[1]).toMatchObject({ reason: expect.stringContaining("Workflow not found"), target: null });
    expect(JSON.stringify(rows)).not.toContain("hunter2");
  });

  it("leaves out what changes nothing, and who is nobody", async () => {
    const before = (await logged()).length;
    await red("GET", "/v2/workflows");
    await red("POST", "/v2/workflows/validate", waiting("hello"));
    await red("PUT", "/v2/workflows?dry_run=true", waiting("hello").replace("nobody", "me"));
    await asker(service, "stolen")("DELETE", "/v2/workflows/hello");
    expect((await logged()).length).toBe(before);
  });

  it("can be filtered and read page by page", async () => {
    const all = await logged();
    const first = await boss("GET", "/v2/audit_log?limit=2");
    const next = new URL(String(first.body["next"]));
    const second = await boss("GET", `${next.pathname}${next.search}`);
    const paged = [first, second].flatMap(({ body }) => body["audit_log"] as Row[]);
    expect(paged.map(({ id }) => id)).toEqual(all.slice(0, 4).map(({ id }) => id));
    expect((await logged("?user=has:it&call=has:workflows&status=201")).map(({ target }) => target)).toEqual(["hello"]);
    expect(await logged("?created_at=lt:2020-01-01")).toEqual([]);
  });

  it("is for admins", async () => {
    const [row] = await logged();
    expect((await red("GET", "/v2/audit_log")).status).toBe(403);
    expect((await red("GET", `/v2/audit_log/${String(row?.["id"])}`)).status).toBe(403);
  });
});

describe("quotas", () => {
  it("are shown with what is used", async () => {
    const none = { definitions: 0, running_executions: 0, stored_bytes: 0 };
    expect((await blue("GET", "/v2/quotas")).body).toEqual({
      project_id: "blues",
      limits: { definitions: 3, running_executions: 2, stored_bytes: -1 },
      usage: none,
    });
    expect((await boss("GET", "/v2/quotas/reds")).body).toMatchObject({ usage: { definitions: 1 } });
  });

  it("let no more definitions be written, all of a text or none", async () => {
    const four = ["a", "b", "c", "d"].map((name) => waiting(name).replace("version: '2.0'\n", "")).join("");
    const refused = await blue("POST", "/v2/workflows", `version: '2.0'\n${four}`);
    expect(refused.status).toBe(403);
    expect(refused.body["faultstring"]).toBe(
      "Quota exceeded: project blues may have 3 definitions, and would have 4. An admin can change the quota.",
    );
    expect((await blue("GET", "/v2/workflows")).body).toEqual({ workflows: [] });
    expect((await blue("POST", "/v2/workflows", waiting("a"))).status).toBe(201);
    const book = "version: '2.0'\nname: b\nworkflows: {w: {tasks: {t: {action: std.noop}}}}\n";
    expect((await blue("POST", "/v2/workbooks", book)).status).toBe(201);
    expect((await blue("POST", "/v2/environments", { name: "e", variables: {} })).status).toBe(403);
    expect((await blue("PUT", "/v2/workflows", waiting("a").replace("nobody", "somebody"))).status).toBe(200);
    expect((await blue("DELETE", "/v2/workbooks/b")).status).toBe(204);
  });

  it("let no more executions start, however many are asked for at once", async () => {
    const start = () => blue("POST", "/v2/executions", { workflow_name: "a" });
    const asked = await Promise.all(Array.from({ length: 6 }, start));
    expect(asked.filter(({ status }) => status === 201).length).toBe(2);
    expect(asked.filter(({ status }) => status === 403).length).toBe(4);
    expect(asked.find(({ status }) => status === 403)?.body["faultstring"]).toBe(
      "Quota exceeded: project blues may have 2 executions that are not over, and has them. An admin can change the quota.",
    );
    const one = asked.find(({ status }) => status === 201);
    await blue("PUT", `/v2/executions/${String(one?.body["id"])}`, { state: "CANCELLED" });
    expect((await start()).status).toBe(201);
    expect((await start()).status).toBe(403);
  });

  it("are changed for single projects by admins", async () => {
    expect((await blue("PUT", "/v2/quotas/blues", { definitions: -1 })).status).toBe(403);
    const changed = await boss("PUT", "/v2/quotas/blues", { running_executions: 3, stored_bytes: 10 });
    expect(changed.body).toMatchObject({ limits: { definitions: 3, running_executions: 3, stored_bytes: 10 } });
    const refused = await blue("POST", "/v2/executions", { workflow_name: "a" });
    expect(refused.status).toBe(403);
    expect(refused.body["faultstring"]).toMatch(
      /^Quota exceeded: project blues may have 10 bytes stored, and has \d+: /,
    );
    expect((await blue("POST", "/v2/environments", { name: "e" })).status).toBe(403);
    await boss("PUT", "/v2/quotas/blues", { stored_bytes: null });
    expect((await blue("POST", "/v2/executions", { workflow_name: "a" })).status).toBe(201);
    expect((await boss("DELETE", "/v2/quotas/blues")).status).toBe(204);
    expect((await boss("DELETE", "/v2/quotas/blues")).status).toBe(404);
  });

  it("are refused with what is no limit, and to others", async () => {
    expect((await boss("PUT", "/v2/quotas/blues", { definitions: -2 })).status).toBe(400);
    expect((await boss("PUT", "/v2/quotas/blues", { bytes: 2 })).status).toBe(400);
    expect((await red("GET", "/v2/quotas/blues")).status).toBe(403);
    expect((await red("GET", "/v2/quotas/nobody")).status).toBe(403);
  });
});
