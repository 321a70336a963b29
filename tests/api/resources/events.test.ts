import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTokens } from "../../../src/api/index.ts";
import { standardSignature } from "../../../src/runtime/index.ts";
import { startService, type TestService } from "../service.ts";
import { asker, waiting, type Ask } from "./ask.ts";

const tokens = `
- {token: red, project: reds}
- {token: blue, project: blues}
- {token: chief, project: chiefs, roles: [admin]}
`;

const webhooks = `
build: {secret: [old, s3cret], project: reds, topic: ci}
github: {scheme: github, secret: {$secret: "env:HOOK"}}
shop:
  scheme: header
  secret: s3cret
  header: X-Shop-Signature
  encoding: base64
  event: order.<% $.payload.state %>
  id: <% $.payload.number %>
`;

let service: TestService;
let red: Ask;
let chief: Ask;
let workflowId: string;

beforeAll(async () => {
  service = await startService({ authenticate: readTokens(tokens, "tokens.yaml"), webhooks });
  [red, chief] = [asker(service, "red"), asker(service, "chief")];
  const { body } = await red("POST", "/v2/workflows", waiting("w"));
  [{ id: workflowId }] = body["workflows"] as [{ id: string }];
});

afterAll(() => service.close());

type Headers = Readonly<Record<string, string>>;

async function post(url: string, payload: string | Buffer, headers: Headers) {
  const answer = await service.app.inject({ method: "POST", url, headers, payload });
  const body = answer.json<{ events?: { state: string }[]; faultstring?: string }>();
  return [answer.statusCode, body.faultstring ?? body.events?.map(({ state }) => state)];
}

let named = 0;

/** Lets the reds' workflow wait for an event. */
async function wait(exchange: string, topic: string, event: string, more: object = {}): Promise<string> {
  named += 1;
  const trigger = { name: `n${named}`, workflow_id: workflowId, exchange, topic, event, ...more };
  const { status, body } = await red("POST", "/v2/event_triggers", trigger);
  expect([status, body["faultstring"]]).toEqual([201, undefined]);
  return `n${named}`;
}

/** What executions that a trigger has started were told. */
async function told(trigger: string): Promise<unknown[]> {
  await service.inbox.look();
  const executions = await service.store.executions.list({ visibility: "all" });
  const own = executions.filter(({ description }) => description.includes(`"name": "${trigger}"`));
  return own.map(({ params }) => params["event_params"]);
}

const event = { specversion: "1.0", id: "1", source: "/builds", type: "build.done", data: { state: "good" } };
const structured = { "content-type": "application/cloudevents+json; charset=utf-8", "x-auth-token": "red" };

describe("CloudEvents", () => {
  it("start workflows, structured, binary and as a batch, each once", async () => {
    const trigger = await wait("web", "ci", "build.*", { filter: "<% $.payload.state = good %>" });
    const url = "/v2/events/web/ci";
    expect(await post(url, JSON.stringify(event), structured)).toEqual([200, ["taken"]]);
    expect(await post(url, JSON.stringify(event), structured)).toEqual([200, ["known"]]);
    const binary = {
      "x-auth-token": "red",
      "content-type": "application/json",
      "ce-specversion": "1.0",
      "ce-id": "2",
      "ce-source": "/builds%20x",
      "ce-type": "build.done",
      "ce-time": "2026-11-24T17:00:00Z",
    };
    expect(await post(url, '{"state": "good", "n": 2.0}', binary)).toEqual([200, ["taken"]]);
    const batch = [
      { ...event, id: "3", data: { state: "bad" } },
      { ...event, id: "3" },
      { ...event, id: "3", type: "other" },
    ];
    const many = { ...structured, "content-type": "application/cloudevents-batch+json" };
    expect(await post(url, JSON.stringify(batch), many)).toEqual([200, ["unwanted", "taken", "unwanted"]]);
    const seen = await told(trigger);
    expect(seen).toHaveLength(3);
    expect(seen[1]).toMatchObject({
      service: "/builds x",
      event_type: "build.done",
      project_id: "reds",
      timestamp: "2026-11-24T17:00:00Z",
      payload: { state: "good" },
    });
  });

  it("reach the triggers of the caller's own project, and public ones only for admins", async () => {
    const trigger = await wait("web", "own", "*");
    const { body } = await chief("POST", "/v2/workflows?scope=public", waiting("open"));
    const [{ id }] = body["workflows"] as [{ id: string }];
    const open = { name: "open", workflow_id: id, exchange: "web", topic: "own", event: "*", scope: "public" };
    expect((await chief("POST", "/v2/event_triggers", open)).status).toBe(201);
    const url = "/v2/events/web/own";
    const text = JSON.stringify(event);
    expect(await post(url, text, { ...structured, "x-auth-token": "blue" })).toEqual([200, ["unwanted"]]);
    expect(await post(url, text, { ...structured, "x-auth-token": "chief" })).toEqual([200, ["taken"]]);
    expect([await told(trigger), await told("open")]).toMatchObject([[], [{ project_id: "chiefs" }]]);
    expect(await post(url, text, structured)).toEqual([200, ["taken"]]);
    expect([await told(trigger), await told("open")]).toMatchObject([[{}], [{}]]);
  });

  it.each<[string, string, Headers, number, RegExp]>([
    ["without a token", "{}", { ...structured, "x-auth-token": "" }, 401, /.*/],
    [
      "of no kind",
      "{}",
      { "x-auth-token": "red", "content-type": "application/json" },
      400,
      /must be a CloudEvent: send/,
    ],
    ["that is no JSON", "{", structured, 400, /This is no CloudEvent: the body is not valid JSON\./],
    ["without members", '{"id": ""}', structured, 400, /specversion, id, source, type must be given as a text/],
    ["of another version", JSON.stringify({ ...event, specversion: "0.3" }), structured, 400, /must be 1\.0, not 0\.3/],
    ["that is a list", "[]", structured, 400, /an event must be a JSON object/],
  ])("one %s is refused", async (_, text, headers, status, fault) => {
    const answer = await service.app.inject({ method: "POST", url: "/v2/events/a/b", headers, payload: text });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toMatch(fault);
  });
});

/** Signed as Standard Webhooks says, now. */
function standard(body: string, secret: string, set: Headers = {}): Headers {
  const seconds = set["webhook-timestamp"] ?? String(Math.floor(service.clock.now() / 1000));
  const signature = `v1,wrong ${standardSignature(secret, "m1", seconds, Buffer.from(body))}`;
  return { "webhook-id": "m1", "webhook-timestamp": seconds, "webhook-signature": signature, ...set };
}

describe("webhooks", () => {
  const body = '{"type": "build.done", "data": 1}';

  it("take what is signed as Standard Webhooks, by any of the secrets, once", async () => {
    const trigger = await wait("build", "ci", "build.done");
    const url = "/v2/webhooks/build";
    expect(await post(url, body, standard(body, "s3cret"))).toEqual([200, ["taken"]]);
    expect(await post(url, body, standard(body, "old"))).toEqual([200, ["known"]]);
    expect(await told(trigger)).toMatchObject([{ payload: { data: 1 }, service: "build", project_id: "reds" }]);
  });

  it.each<[string, (headers: Headers) => Headers, RegExp]>([
    ["by another secret", () => standard(body, "guess"), /the signature does not fit the body/],
    ["for another body", () => standard(`${body} `, "s3cret"), /the signature does not fit the body/],
    ["not at all", () => ({}), /the headers webhook-id, webhook-timestamp and webhook-signature must be given/],
    ["long ago", () => standard(body, "s3cret", { "webhook-timestamp": "1700000000" }), /more than 5 minutes away/],
    ["as another message", (headers) => ({ ...headers, "webhook-id": "m2" }), /the signature does not fit the body/],
  ])("refuse what is signed %s", async (_, of, fault) => {
    const headers = of(standard(body, "s3cret"));
    const [status, text] = await post("/v2/webhooks/build", body, headers);
    expect([status, text]).toEqual([401, expect.stringMatching(fault)]);
    expect(text).toMatch(/^Not signed as webhook build has to be: /);
  });

  it("take GitHub's deliveries", async () => {
    await chief("POST", "/v2/workflows?scope=public", waiting("pushed"));
    const { body: found } = await chief("GET", "/v2/workflows/pushed");
    const open = {
      name: "gh",
      workflow_id: found["id"],
      exchange: "github",
      topic: "webhooks",
      event: "push",
      scope: "public",
    };
    expect((await chief("POST", "/v2/event_triggers", open)).status).toBe(201);
    const text = '{"ref": "refs/heads/main"}';
    const signature = `sha256=${createHmac("sha256", "resolved").update(text).digest("hex")}`;
    const headers = { "content-type": "application/json", "x-github-event": "push", "x-github-delivery": "d1" };
    const signed = { ...headers, "x-hub-signature-256": signature };
    expect(await post("/v2/webhooks/github", text, signed)).toEqual([200, ["taken"]]);
    expect(await post("/v2/webhooks/github", text, signed)).toEqual([200, ["known"]]);
    expect((await post("/v2/webhooks/github", text, headers))[0]).toBe(401);
    expect(await told("gh")).toMatchObject([{ payload: { ref: "refs/heads/main" } }]);
  });

  it("take a signature in any header, and find type and id by expressions", async () => {
    const open = {
      name: "shop",
      workflow_id: workflowId,
      exchange: "shop",
      topic: "webhooks",
      event: "order.*",
      scope: "public",
    };
    expect((await chief("POST", "/v2/workflows?scope=public", waiting("sold"))).status).toBe(201);
    const { body: found } = await chief("GET", "/v2/workflows/sold");
    expect((await chief("POST", "/v2/event_triggers", { ...open, workflow_id: found["id"] })).status).toBe(201);
    const send = (text: string) => {
      const signature = createHmac("sha256", "s3cret").update(text).digest("base64");
      return post("/v2/webhooks/shop", text, { "content-type": "application/json", "x-shop-signature": signature });
    };
    expect(await send('{"state": "paid", "number": 17}')).toEqual([200, ["taken"]]);
    expect(await send('{"state": "paid", "number": 17, "again": true}')).toEqual([200, ["known"]]);
    expect(await told("shop")).toMatchObject([{ event_type: "order.paid" }]);
    expect(await send('"text"')).toEqual([
      400,
      expect.stringMatching(/^What is said of the event cannot be found in it:/),
    ]);
  });

  it("are the ones of the deployment", async () => {
    expect(await post("/v2/webhooks/none", "{}", {})).toEqual([404, "Webhook not found [name=none]"]);
  });
});

describe("a filter", () => {
  it.each<[string, RegExp]>([
    ["state = 'x'", /^The filter of the event trigger is wrong: it must be an expression such as/],
    ["<% $. %>", /^The filter of the event trigger is wrong: .*/],
  ])("%s is refused", async (filter, fault) => {
    const trigger = { workflow_id: workflowId, exchange: "e", topic: "t", event: "x", filter };
    const { status, body } = await red("POST", "/v2/event_triggers", trigger);
    expect([status, body["faultstring"]]).toEqual([400, expect.stringMatching(fault)]);
  });

  it("is shown where there is one, and can be changed and taken away", async () => {
    await wait("web", "changed", "x", { filter: "<% $.payload %>" });
    const { body } = await red("GET", "/v2/event_triggers?topic=changed");
    const [{ id, filter }] = body["event_triggers"] as [{ id: string; filter: string }];
    expect(filter).toBe("<% $.payload %>");
    const change = (text: string) => red("PUT", `/v2/event_triggers/${id}`, { filter: text });
    expect((await change("{{ _.payload }}")).body["filter"]).toBe("{{ _.payload }}");
    expect((await change("no")).status).toBe(400);
    expect((await change("")).body).not.toHaveProperty("filter");
  });
});
