import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ostro, type Outcome } from "../host.ts";

let folder: string;
let server: Server;
let url: string;
let asked: IncomingMessage[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ostro-profiles-"));
  server = createServer((request, response) => {
    asked.push(request);
    if (request.url === "/v3/auth/tokens") {
      const endpoints = [{ interface: "public", region: "south", url: `${url}/other/v2` }];
      response.setHeader("x-subject-token", "from-keystone");
      response.end(JSON.stringify({ token: { catalog: [{ type: "workflowv2", endpoints }] } }));
    } else response.end(JSON.stringify({ services: [] }));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  asked = [];
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
  rmSync(folder, { recursive: true });
});

function run(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return ostro(argv, [], { folder, environment: { HOME: folder, ...environment } });
}

/** Where a command asks, and with what. */
async function askedBy(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const { exitCode, err } = await run(["service", "list", ...argv], environment);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  const last = asked.at(-1);
  const path = last?.url?.replace(/\/v2\/services$/, "");
  return [path, last?.headers["x-auth-token"], last?.headers["x-project-id"]];
}

describe("profiles", () => {
  test("are made, shown, chosen, changed and forgotten, and never show a token", async () => {
    expect((await run(["profile", "list"])).out).toBe("nothing found\n");
    const path = join(folder, ".config/ostro/profiles.yaml");
    const made = await run(["profile", "set", "a", "--url", `${url}/a`, "--token", "token-a", "--project", "reds"]);
    expect(made).toEqual({ exitCode: 0, out: "", err: `wrote ${path}\n` });
    await run(["profile", "set", "b", "--url", `${url}/b`]);
    const list = await run(["profile", "list", "--output", "json"]);
    expect(JSON.parse(list.out)).toEqual([
      { name: "a", url: `${url}/a`, project: "reds", token: "***", current: true },
      { name: "b", url: `${url}/b`, project: null, token: null, current: false },
    ]);
    await run(["profile", "use", "b"]);
    await run(["profile", "set", "b", "--token", "token-b"]);
    expect((await run(["profile", "show"])).out).toContain(`url      ${url}/b\n`);
    expect(readFileSync(path, "utf8")).toContain("token: token-b");
    await run(["profile", "set", "gone", "--url", url]);
    expect((await run(["profile", "delete", "gone"])).err).toBe("deleted gone\n");
    expect((await run(["profile", "show", "gone"])).err).toBe(
      "There is no profile 'gone'; there are a, b. 'ostro profile set gone --url URL' makes it.\n",
    );
    expect((await run(["profile", "set", "new"])).err).toContain("Profile 'new' is new; say where its service is");
  });

  test("the first that names a service counts", async () => {
    const mistral = { OS_MISTRAL_URL: `${url}/mistral/v2`, OS_AUTH_TOKEN: "token-m", OS_PROJECT_ID: "blues" };
    const own = { OSTRO_URL: `${url}/own`, OSTRO_TOKEN: "token-o" };
    expect(await askedBy([])).toEqual(["/b", "token-b", undefined]);
    expect(await askedBy([], mistral)).toEqual(["/mistral", "token-m", "blues"]);
    expect(await askedBy([], { ...mistral, OSTRO_PROFILE: "a" })).toEqual(["/a", "token-a", "reds"]);
    expect(await askedBy([], { ...mistral, ...own, OSTRO_PROFILE: "a" })).toEqual(["/own", "token-o", "blues"]);
    expect(await askedBy(["--profile", "a"], own)).toEqual(["/a", "token-a", "reds"]);
    const options = ["--url", `${url}/said`, "--token", "token-s", "--project", "greens"];
    expect(await askedBy(options, own)).toEqual(["/said", "token-s", "greens"]);
  });

  test("options of Mistral's command go before variables of Ostro", async () => {
    const environment = { OSTRO_URL: `${url}/own`, OSTRO_TOKEN: "token-o", OSTRO_PROJECT: "reds" };
    const told = async (...options: readonly string[]): Promise<unknown> => {
      await run(["mistral", ...options, "service-list"], environment);
      const last = asked.at(-1);
      return [last?.url, last?.headers["x-auth-token"], last?.headers["x-project-id"]];
    };
    expect(await told()).toEqual(["/own/v2/services", "token-o", "reds"]);
    expect(await told("--os-auth-token", "t")).toEqual(["/own/v2/services", "t", "reds"]);
    expect(await told("--os-project-id", "p")).toEqual(["/own/v2/services", "token-o", "p"]);
    expect(await told("--os-mistral-url", `${url}/m/v2`)).toEqual(["/m/v2/services", undefined, "reds"]);
  });

  test("what belongs to a profile goes to its own address only", async () => {
    expect(await askedBy(["--url", `${url}/said`, "--profile", "a"])).toEqual(["/said", undefined, undefined]);
    expect(await askedBy([], { OSTRO_URL: `${url}/own`, OSTRO_PROFILE: "a" })).toEqual(["/own", undefined, undefined]);
  });

  test("a login with Keystone gives the token, and the address where nobody else says it", async () => {
    const login = { OS_AUTH_URL: `${url}/v3`, OS_USERNAME: "anna", OS_PASSWORD: "secret", OS_PROJECT_NAME: "reds" };
    expect(await askedBy([], login)).toEqual(["/other", "from-keystone", undefined]);
    expect(await askedBy([], { ...login, OS_MISTRAL_URL: `${url}/here` })).toEqual([
      "/here",
      "from-keystone",
      undefined,
    ]);
    asked = [];
    await askedBy(["--url", `${url}/said`], login);
    expect(asked.map((request) => request.url)).toEqual(["/said/v2/services"]);
    const { exitCode, err } = await run(["service", "list"], { ...login, OS_REGION_NAME: "north" });
    expect(exitCode).toBe(2);
    expect(err).toBe("Keystone knows no address of a service 'workflowv2'; say it with --url or OS_MISTRAL_URL.\n");
    const away = await run(["service", "list"], { ...login, OS_AUTH_URL: "http://127.0.0.1:1" });
    expect(away.exitCode).toBe(3);
    expect(away.err).toBe("Keystone does not answer at http://127.0.0.1:1/v3/auth/tokens; check OS_AUTH_URL.\n");
  });

  test("a file that cannot be understood is told with what is wrong in it", async () => {
    writeFileSync(join(folder, "wrong.yaml"), "profiles: {a: {address: here}}\n");
    const wrong = await run(["profile", "list"], { OSTRO_PROFILES: join(folder, "wrong.yaml") });
    expect(wrong.exitCode).toBe(2);
    expect(wrong.err).toMatch(/wrong\.yaml is no file of profiles: profiles\.a\.url: .+; profiles\.a: .*"address"/);
    writeFileSync(join(folder, "bad.yaml"), "profiles: [\n");
    const bad = await run(["profile", "list"], { OSTRO_PROFILES: join(folder, "bad.yaml") });
    expect(bad.err).toContain("bad.yaml is no YAML: ");
  });
});

describe("a service that refuses", () => {
  const refusals: readonly (readonly [status: number, said: string, code: number, next: string])[] = [
    [401, "Authentication required", 2, "Say who you are with --token, OSTRO_TOKEN or a profile"],
    [404, "Workflow not found [name=x]", 2, "'ostro workflow list' shows what there is."],
    [404, "Environment not found [name=x]", 2, "'ostro environment list' shows what there is."],
    [409, "Duplicate entry for WorkflowDefinition", 2, "It is there already; 'update' changes it."],
    [400, "Invalid DSL: 'tasks' is a required property", 2, "'ostro check FILE' shows the place of each problem."],
    [423, "Current Mistral state is PAUSED", 2, "'ostro maintenance resume' takes the service back to work."],
    [503, "The service is full", 3, "It may be able to answer soon; try again."],
    [500, "Internal error", 3, ""],
  ];

  test.each(refusals)("%i %s", async (status, said, code, next) => {
    const refusing = createServer((_request, response) => {
      response.statusCode = status;
      response.end(JSON.stringify({ faultstring: said }));
    });
    await new Promise<void>((resolve) => void refusing.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
    const { exitCode, err } = await run(["workflow", "show", "x", "--url", address]);
    refusing.closeAllConnections();
    await new Promise((resolve) => void refusing.close(resolve));
    expect({ exitCode, err }).toEqual({ exitCode: code, err: expect.stringContaining(`${said}\n${next}`) });
  });
});
