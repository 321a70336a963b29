import { RefusedAddresses } from "../../../src/actions/http/refused.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Action } from "../../../src/actions/index.ts";
import { openstackAction } from "../../../src/actions/openstack/request.ts";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { actionContext } from "../context.ts";
import { startCloud, type TestCloud } from "./keystone.ts";

const limits = { maxAnswerBytes: 2 ** 20, refused: RefusedAddresses.read([]) };

const hourMs = 3_600_000;
const begin = Date.UTC(2026, 0, 1);
let now = begin;
let cloud: TestCloud;
let action: Action;
let folder: string;

beforeEach(async () => {
  now = begin;
  cloud = await startCloud(begin + hourMs);
  folder = mkdtempSync(join(tmpdir(), "ostro-clouds-"));
  const cloudsFile = join(folder, "clouds.yaml");
  writeFileSync(
    cloudsFile,
    `clouds:
  one:
    auth: {auth_url: "${cloud.authUrl}", application_credential_id: ac1, application_credential_secret: s}
    region_name: west
  two:
    auth: {auth_url: "${cloud.authUrl}/v3/", username: u, password: p, project_name: pr, user_domain_name: D}
    interface: internal
`,
  );
  action = openstackAction({ cloudsFile, limits, now: () => now });
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

function call(input: JsonMap, of: Action = action) {
  const all: JsonMap = { service: "compute", path: "/servers", ...input };
  const given = Object.fromEntries(of.parameters.map((p) => [p.name, all[p.name] ?? p.default]));
  return of.run(given, actionContext());
}

const ofMe = () => ({ auth_url: cloud.authUrl, username: "u", password: "p", project_name: "pr" });

test("a call of a service: login, catalogue, headers, result", async () => {
  const result = await call({
    auth: ofMe(),
    method: "POST",
    json: { server: { name: "vm" } },
    params: { a: "b" },
    microversion: "2.79",
    headers: { "X-Mine": "1" },
  });
  expect(result).toMatchObject({ state: "SUCCESS", value: { status: 200, content: { token: "token1" } } });
  expect(cloud.seen).toMatchObject([
    {
      method: "POST",
      path: "/compute/public/east/servers?a=b",
      body: { server: { name: "vm" } },
      headers: { "openstack-api-version": "compute 2.79", "x-mine": "1", "x-auth-token": "token1" },
    },
  ]);
});

const domain = { id: "default" };

test.each<[string, JsonMap, JsonMap]>([
  [
    "a password for a project",
    { username: "u", password: "p", project_name: "pr", user_domain_name: "D", project_domain_id: "d2" },
    {
      identity: { methods: ["password"], password: { user: { name: "u", domain: { name: "D" }, password: "p" } } },
      scope: { project: { name: "pr", domain: { id: "d2" } } },
    },
  ],
  [
    "ids need no domain",
    { user_id: "1", password: "p", project_id: "2" },
    {
      identity: { methods: ["password"], password: { user: { id: "1", password: "p" } } },
      scope: { project: { id: "2" } },
    },
  ],
  [
    "a domain",
    { username: "u", password: "p", domain_name: "D" },
    {
      identity: { methods: ["password"], password: { user: { name: "u", domain, password: "p" } } },
      scope: { domain: { name: "D" } },
    },
  ],
  [
    "the whole system",
    { username: "u", password: "p", system_scope: "all" },
    {
      identity: { methods: ["password"], password: { user: { name: "u", domain, password: "p" } } },
      scope: { system: { all: true } },
    },
  ],
  [
    "an application credential by its id",
    { application_credential_id: "ac", application_credential_secret: "s", project_name: "ignored" },
    { identity: { methods: ["application_credential"], application_credential: { id: "ac", secret: "s" } } },
  ],
  [
    "an application credential by its name",
    { application_credential_name: "mine", application_credential_secret: "s", username: "u" },
    {
      identity: {
        methods: ["application_credential"],
        application_credential: { name: "mine", secret: "s", user: { name: "u", domain } },
      },
    },
  ],
  [
    "a token",
    { token: "t", project_id: "2" },
    { identity: { methods: ["token"], token: { id: "t" } }, scope: { project: { id: "2" } } },
  ],
])("a login by %s", async (_, auth, login) => {
  expect(await call({ auth: { auth_url: cloud.authUrl, ...auth } })).toMatchObject({ state: "SUCCESS" });
  expect(cloud.logins).toEqual([login]);
});

test("an entry of clouds.yaml, with its region and interface", async () => {
  await call({ cloud: "one" });
  await call({ cloud: "two" });
  await call({ cloud: "two", interface: "publicURL", region: "west" });
  await call({ cloud: "two", auth: { project_name: "other" }, region: "east" });
  expect(cloud.seen.map(({ path }) => path)).toEqual([
    "/compute/public/west/servers",
    "/compute/internal/east/servers",
    "/compute/public/west/servers",
    "/compute/internal/east/servers",
  ]);
  expect(cloud.logins).toMatchObject([{}, {}, { scope: { project: { name: "other" } } }]);
});

test.each(["block-storage", "volumev3", "cinderv3"])(
  "the service %s is found by type, alias or name",
  async (service) => {
    await call({ auth: ofMe(), service, path: "volumes" });
    expect(cloud.seen).toMatchObject([{ path: "/volumev3/public/east/volumes" }]);
  },
);

describe("a token", () => {
  test("is asked for once, also by calls at the same time", async () => {
    await Promise.all([call({ auth: ofMe() }), call({ auth: ofMe() })]);
    await call({ auth: ofMe() });
    expect(cloud.logins).toHaveLength(1);
  });

  test("is renewed before it ends", async () => {
    await call({ auth: ofMe() });
    now = begin + hourMs - 30_000;
    expect(await call({ auth: ofMe() })).toMatchObject({ value: { content: { token: "token2" } } });
  });

  test("that a service refuses is replaced once", async () => {
    await call({ auth: ofMe() });
    cloud.revoked.add("token1");
    expect(await call({ auth: ofMe() })).toMatchObject({ value: { content: { token: "token2" } } });
    for (const token of ["token2", "token3"]) cloud.revoked.add(token);
    expect(await call({ auth: ofMe() })).toMatchObject({ state: "ERROR", value: { status: 401 } });
    expect(cloud.logins).toHaveLength(3);
  });

  test("is asked for again after a login failed", async () => {
    const auth = { ...ofMe(), password: "wrong" };
    await call({ auth });
    await call({ auth });
    expect(cloud.logins).toHaveLength(2);
  });
});

const failedWith = (message: string) => ({
  state: "ERROR",
  value: `The action raised an exception [action=OpenStackRequest, action_ex_id=a1, msg='${message}']`,
});

describe("a failure says why", () => {
  test("an answer from 400 on", async () => {
    const result = await call({ auth: ofMe(), path: "/missing" });
    expect(result).toMatchObject({ state: "ERROR", value: { status: 404, content: { path: expect.any(String) } } });
  });

  test("a login that is refused", async () => {
    const message = "Keystone refused the login with status 401: The request you have made requires authentication.";
    expect(await call({ auth: { ...ofMe(), password: "wrong" } })).toEqual(failedWith(message));
  });

  test.each<[JsonMap, string]>([
    [{ service: "network" }, "The catalogue has no service 'network'; it has: compute, volumev3"],
    [
      { region: "north" },
      "The service 'compute' has no public endpoint in north; it has: public in east, internal in east, public in west",
    ],
    [{ service: 5 }, "'service' must be the type or name of a service"],
    [{ auth: { auth_url: "nowhere" } }, "'auth' must have auth_url, such as https://cloud:5000/v3"],
    [{ auth: "me" }, "'auth' must be a map, as in clouds.yaml"],
  ])("%o", async (input, message) => {
    expect(await call({ auth: ofMe(), ...input })).toEqual(failedWith(message));
  });

  test.each<[JsonMap, string]>([
    [{ username: "u" }, "password"],
    [{ password: "p" }, "username"],
    [{ application_credential_secret: "s" }, "application_credential_id"],
  ])("a login with %o only", async (auth, key) => {
    expect(await call({ auth: { auth_url: cloud.authUrl, ...auth } })).toEqual(failedWith(`'auth' must have ${key}`));
  });

  test("a cloud that is not in the file", async () => {
    const file = join(folder, "clouds.yaml");
    expect(await call({ cloud: "three" })).toEqual(
      failedWith(`'cloud' must be one of those in ${file} (one, two), not "three"`),
    );
    expect(await call({})).toEqual(failedWith(`'cloud' must be one of those in ${file} (one, two), not null`));
  });

  test("no file", async () => {
    const without = openstackAction({ cloudsFile: undefined, limits, now: () => now });
    const message = "'auth' must be given, because the setting openstack_clouds_file names no file with clouds";
    expect(await call({}, without)).toEqual(failedWith(message));
  });
});
