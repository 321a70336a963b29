import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oidcAuthentication, type Authenticate, type OidcOptions } from "../../../src/api/index.ts";

const now = Date.UTC(2026, 10, 24);
const seconds = now / 1000;

/** A provider with a description and keys, as Keycloak has them. */
class Provider {
  readonly #server: Server;
  readonly requests: string[] = [];
  keys: object[] = [];
  isAway = false;

  constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(request.url ?? "");
      if (this.isAway) return void response.writeHead(502).end();
      const isDescription = request.url?.endsWith("/.well-known/openid-configuration") === true;
      const description = { issuer: this.issuer, jwks_uri: `${this.issuer}/certs` };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(isDescription ? description : { keys: this.keys }));
    });
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/realms/blue`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => void this.#server.listen(0, "127.0.0.1", resolve));
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => void this.#server.close(() => resolve()));
  }
}

describe("tokens of an OpenID provider", () => {
  const provider = new Provider();
  let own: CryptoKey;
  let foreign: CryptoKey;

  beforeAll(async () => {
    await provider.listen();
    const pair = await generateKeyPair("RS256", { extractable: true });
    own = pair.privateKey;
    foreign = (await generateKeyPair("RS256")).privateKey;
    provider.keys = [{ ...(await exportJWK(pair.publicKey)), kid: "one", alg: "RS256", use: "sig" }];
  });

  afterAll(() => provider.close());

  function authentication(more: Partial<OidcOptions> = {}): Authenticate {
    const { issuer } = provider;
    return oidcAuthentication({ issuer, audience: "ostro", projectClaim: "project_id", now: () => now, ...more });
  }

  const keycloak = {
    sub: "1234",
    preferred_username: "anna",
    project_id: "blue",
    realm_access: { roles: ["member", "offline"] },
    resource_access: { ostro: { roles: ["admin"] }, account: { roles: ["owner"] } },
  };

  function signed(claims: object, key = own): Promise<string> {
    const payload = { iss: provider.issuer, aud: ["ostro"], iat: seconds, exp: seconds + 60, ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: "one" }).sign(key);
  }

  it("say who the caller is, with the roles of the realm and of this client", async () => {
    const caller = await authentication()(await signed(keycloak));
    expect(caller).toEqual({ project: "blue", user: "anna", roles: ["member", "offline", "admin"] });
  });

  it("name the project and the roles where the settings say", async () => {
    const token = await signed({ ...keycloak, tenant: { id: "green" }, groups: ["a", 5, "b"] });
    const options = { projectClaim: "tenant.id", rolesClaim: "groups" };
    expect(await authentication(options)(token)).toMatchObject({ project: "green", roles: ["a", "b"] });
    expect(await authentication({ projectClaim: "iss" })(token)).toMatchObject({ project: "blue" });
  });

  it("find the keys by the provider's description, once", async () => {
    const authenticate = authentication();
    provider.requests.length = 0;
    for (let n = 0; n < 3; n += 1) await authenticate(await signed(keycloak));
    expect(provider.requests).toEqual(["/realms/blue/.well-known/openid-configuration", "/realms/blue/certs"]);
  });

  it.each<[string, object]>([
    ["has expired", { exp: seconds - 60 }],
    ["never expires", { exp: undefined }],
    ["is not valid yet", { nbf: seconds + 60 }],
    ["is meant for another service", { aud: "account" }],
    ["is of another provider", { iss: "http://elsewhere/realms/blue" }],
  ])("are refused when one %s", async (_, claims) => {
    const token = await signed({ ...keycloak, ...claims });
    expect(await authentication()(token)).toEqual({ reason: `Auth token is invalid: ${token}` });
  });

  it("are refused without the provider's signature", async () => {
    const claims = { ...keycloak, iss: provider.issuer, aud: "ostro", exp: seconds + 60 };
    const shared = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .sign(new TextEncoder().encode(JSON.stringify(provider.keys[0])));
    for (const token of [
      await signed(keycloak, foreign),
      new UnsecuredJWT(claims).encode(),
      shared,
      "nonsense",
      "a.b.c",
    ]) {
      expect(await authentication()(token)).toEqual({ reason: `Auth token is invalid: ${token}` });
    }
  });

  it("are refused when one names no project", async () => {
    const token = await signed({ ...keycloak, project_id: undefined });
    expect(await authentication()(token)).toEqual({ reason: "The token names no project in project_id" });
  });

  it("are asked for", async () => {
    expect(await authentication()(undefined)).toEqual({ reason: "Authentication required" });
  });

  it("cannot be judged while the provider is away, and can when it is back", async () => {
    const authenticate = authentication();
    const token = await signed(keycloak);
    provider.isAway = true;
    await expect(authenticate(token)).rejects.toMatchObject({ status: 503 });
    provider.isAway = false;
    expect(await authenticate(token)).toMatchObject({ project: "blue" });
  });
});
