import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keystoneAuthentication, type KeystoneOptions } from "../../../src/api/index.ts";
import { startService } from "../service.ts";
import { FakeKeystone } from "./fake-keystone.ts";

describe("tokens of Keystone", () => {
  let keystone: FakeKeystone;
  let now = Date.UTC(2026, 10, 24);

  beforeEach(async () => {
    keystone = new FakeKeystone();
    await keystone.listen();
    keystone.tokens.set("good", {
      user: { id: "u1", name: "anna" },
      project: { id: "blue" },
      roles: [{ name: "admin" }, { name: "member" }],
      expiresAt: now + 3_600_000,
    });
  });

  afterEach(() => keystone.close());

  function authentication(more: Partial<KeystoneOptions> = {}) {
    return keystoneAuthentication({
      url: keystone.url,
      publicUrl: "https://keystone.example/v3",
      username: "ostro",
      password: "secret",
      projectName: "service",
      userDomainName: "Default",
      projectDomainName: "Default",
      cacheSeconds: 300,
      now: () => now,
      ...more,
    });
  }

  it("say who the caller is", async () => {
    const caller = { project: "blue", user: "anna", roles: ["admin", "member"] };
    expect(await authentication()("good")).toEqual(caller);
  });

  it("are asked about once for a while, by many requests together", async () => {
    const authenticate = authentication();
    await authenticate("good");
    await authenticate("good");
    const asked = ["POST /v3/auth/tokens", "GET /v3/auth/tokens"];
    expect(keystone.requests).toEqual(asked);
    now += 301_000;
    await Promise.all([authenticate("good"), authenticate("good"), authenticate("good")]);
    expect(keystone.requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
    expect(keystone.requests.length).toBeLessThanOrEqual(5);
  });

  it("are not believed after they expired", async () => {
    const authenticate = authentication({ cacheSeconds: 86_400 });
    expect(await authenticate("good")).toMatchObject({ project: "blue" });
    now += 3_600_001;
    expect(await authenticate("good")).toMatchObject({ reason: "Auth token is invalid: good" });
  });

  it("are refused when Keystone does not know them, with the way to get one", async () => {
    const challenge = 'Keystone uri="https://keystone.example/v3"';
    expect(await authentication()("bad")).toEqual({ reason: "Auth token is invalid: bad", challenge });
    expect(await authentication()(undefined)).toEqual({ reason: "Authentication required", challenge });
  });

  it("are refused without a project", async () => {
    keystone.tokens.set("free", { user: { id: "u", name: "u" }, roles: [], expiresAt: now + 1000 });
    expect(await authentication()("free")).toMatchObject({ reason: "The token is not scoped to a project" });
  });

  it("are looked at with a new token of the service when its own has expired", async () => {
    const authenticate = authentication({ cacheSeconds: 0 });
    await authenticate("good");
    keystone.serviceTokens.clear();
    expect(await authenticate("good")).toMatchObject({ project: "blue" });
  });

  it("cannot be judged while Keystone is away, or refuses the service", async () => {
    keystone.isAway = true;
    const authenticate = authentication();
    await expect(authenticate("good")).rejects.toMatchObject({ status: 503 });
    keystone.isAway = false;
    expect(await authenticate("good")).toMatchObject({ project: "blue" });
    await expect(authentication({ password: "wrong" })("good")).rejects.toMatchObject({ status: 503 });
  });

  it("open the interface, as in Mistral", async () => {
    const service = await startService({ authenticate: authentication() });
    const get = (url: string, headers = {}) => service.app.inject({ method: "GET", url, headers });
    const refused = await get("/v2/workflows");
    expect(refused.statusCode).toBe(401);
    expect(refused.headers["server-error-message"]).toBe("Failed to validate access token: Authentication required");
    expect(refused.headers["www-authenticate"]).toEqual([
      "Failed to validate access token: Authentication required",
      'Keystone uri="https://keystone.example/v3"',
    ]);
    expect((await get("/v2/workflows", { "x-auth-token": "good" })).statusCode).toBe(200);
    expect((await get("/%762/workflows")).statusCode).toBe(401);
    expect((await get("/v2/nothing")).statusCode).toBe(401);
    expect((await get("/v2/")).statusCode).toBe(200);
    expect((await get("/")).statusCode).toBe(200);
    keystone.isAway = true;
    expect((await get("/v2/workflows", { "x-auth-token": "other" })).statusCode).toBe(503);
    await service.close();
  });
});
