import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scrub } from "../../../src/actions/secrets/scrub.ts";
import { CallSecrets, secretSources } from "../../../src/actions/secrets/secrets.ts";
import type { SecretSettings } from "../../../src/actions/secrets/source.ts";
import { writeJson, type Json } from "../../../src/core/base/index.ts";

let server: Server;
let folder: string;
let settings: SecretSettings;
let asked: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ostro-secrets-"));
  mkdirSync(join(folder, "p1"));
  writeFileSync(join(folder, "db"), "file secret\n");
  writeFileSync(join(folder, "p1", "db"), "of p1");
  writeFileSync(join(folder, "token"), "vault-token\n");
  writeFileSync(join(folder, "empty"), "\n");
  process.env["OSTRO_SECRET_MAIL"] = "env $& secret";
  process.env["OTHER_MAIL"] = "not for workflows";
  server = createServer((request, response) => {
    asked.push(
      `${request.url} ${String(request.headers["x-vault-token"])} ${String(request.headers["x-vault-namespace"])}`,
    );
    const data: Record<string, Json> = {
      "/v1/kv/data/app": { password: "vault secret", port: 5432, list: [1] },
      "/v1/kv/data/p1/app": { password: "of p1" },
    };
    const found = data[request.url ?? ""];
    if (request.url === "/v1/kv/data/sealed") return void response.writeHead(503).end("{}");
    response.writeHead(found === undefined ? 404 : 200).end(JSON.stringify({ data: { data: found } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  settings = {
    environmentPrefix: "OSTRO_SECRET_",
    folder,
    vault: {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      tokenFile: join(folder, "token"),
      mount: "kv",
      namespace: "team",
    },
    isByProject: false,
  };
});

afterAll(() => {
  delete process.env["OSTRO_SECRET_MAIL"];
  delete process.env["OTHER_MAIL"];
  rmSync(folder, { recursive: true });
  server.close();
});

function secretsOf(project = "p1", more: Partial<SecretSettings> = {}): CallSecrets {
  return new CallSecrets(secretSources({ ...settings, ...more }), project, new AbortController().signal);
}

test.each<[string, Json, Json]>([
  ["a variable", { $secret: "env:MAIL" }, "env $& secret"],
  ["a file", { $secret: "file:db" }, "file secret"],
  ["a field of the store", { $secret: "vault:app#password" }, "vault secret"],
  ["a number of the store", { $secret: "vault:app#port" }, "5432"],
  ["part of a text", { $secret: "env:MAIL", format: "Bearer {}; {}" }, "Bearer env $& secret; env $& secret"],
  ["deep in lists and maps", [{ a: { $secret: "file:db" }, b: 1 }, null], [{ a: "file secret", b: 1 }, null]],
  ["nothing", { secret: "env:MAIL", text: "$secret" }, { secret: "env:MAIL", text: "$secret" }],
])("%s", async (_, value, resolved) => {
  expect(await secretsOf().resolve({ value })).toEqual({ value: resolved });
});

test("the store is asked with its token and namespace", async () => {
  asked = [];
  await secretsOf().read("vault:app#password");
  expect(asked).toEqual(["/v1/kv/data/app vault-token team"]);
});

test.each<[string, Json, string]>([
  ["another variable", { $secret: "env:PATH" }, "'env:PATH': the environment has no OSTRO_SECRET_PATH"],
  [
    "a way out of the prefix",
    { $secret: "env:../OTHER_MAIL" },
    "the name of a variable has letters, digits and _ only",
  ],
  ["a file that is not there", { $secret: "file:none" }, "'file:none': there is no such file (ENOENT)"],
  ["a file outside", { $secret: "file:../x" }, "the name of a file must not leave its folder"],
  ["a hidden file", { $secret: "file:a/.b" }, "the name of a file must not leave its folder"],
  ["an absolute file", { $secret: "file:/etc/passwd" }, "the name of a file must not leave its folder"],
  ["an empty file", { $secret: "file:empty" }, "'file:empty': it is empty"],
  ["a field that is not there", { $secret: "vault:app#none" }, "the secret has no field 'none'"],
  ["a field that is no text", { $secret: "vault:app#list" }, "the field 'list' is no text"],
  ["a secret that is not there", { $secret: "vault:none#x" }, "the store has no such secret"],
  ["a store that is closed", { $secret: "vault:sealed#x" }, "the store answered with status 503"],
  ["a path that climbs", { $secret: "vault:../sys#x" }, "a secret of the store is named by PATH#FIELD"],
  ["no field", { $secret: "vault:app" }, "a secret of the store is named by PATH#FIELD"],
  ["another kind", { $secret: "aws:x" }, "it must be one of env:NAME, file:NAME, vault:NAME"],
  ["no kind", { $secret: "MAIL" }, "it must be one of env:NAME, file:NAME, vault:NAME"],
  ["a reference that is no text", { $secret: 5 }, "'$secret' must be a text KIND:NAME"],
  ["a format without a place", { $secret: "env:MAIL", format: "x" }, "'format' must be a text with {} in it"],
  ["more keys", { $secret: "env:MAIL", x: 1 }, "a reference to a secret has '$secret' and 'format', not 'x'"],
])("%s is refused", async (_, value, message) => {
  await expect(secretsOf().resolve({ value })).rejects.toThrow(message);
});

test.each(["file:db", "vault:app#password"])("%s without such a place", async (reference) => {
  const bare = new CallSecrets(
    secretSources({ ...settings, folder: undefined, vault: undefined }),
    "p1",
    new AbortController().signal,
  );
  await expect(bare.read(reference)).rejects.toThrow(/the setting secrets_\w+ names no/);
});

describe("where each project has its own", () => {
  test("it reads its own only", async () => {
    const mine = secretsOf("p1", { isByProject: true });
    expect(await mine.read("file:db")).toBe("of p1");
    expect(await mine.read("vault:app#password")).toBe("of p1");
    await expect(mine.read("env:MAIL")).rejects.toThrow("variables belong to no project");
    await expect(secretsOf("p2", { isByProject: true }).read("file:db")).rejects.toThrow("there is no such file");
    await expect(secretsOf("../x", { isByProject: true }).read("file:db")).rejects.toThrow("no name of a folder");
  });
});

describe("what comes back", () => {
  const secret = 'p"ss wörd/+1';

  test.each<[string, Json, Json]>([
    ["as it is", `login ${secret} ok`, "login *** ok"],
    ["in a key", { [secret]: 1 }, { "***": 1 }],
    ["escaped in JSON", `{"p":${JSON.stringify(secret)}}`, '{"p":"***"}'],
    ["escaped in a URL", `?p=${encodeURIComponent(secret)}&q=1`, "?p=***&q=1"],
    ["deep", [[{ a: secret }]], [[{ a: "***" }]]],
    ["other values", [null, true, 5, 2.5, "x"], [null, true, 5, 2.5, "x"]],
  ])("%s", (_, value, scrubbed) => {
    expect(scrub(value, [secret])).toEqual(scrubbed);
  });

  test("a secret that is a number", () => {
    expect(scrub([4711, "4711", 47110], ["4711"])).toEqual(["***", "***", 47110]);
  });

  test("a secret that is part of another one", () => {
    expect(scrub("abcdef abc", ["abc", "abcdef"])).toBe("*** ***");
  });

  test("base64 of a text with the secret in it no longer has it", () => {
    const secretText = fc.string({ minLength: 8, unit: "binary-ascii" });
    const keeps = fc.property(fc.string(), secretText, fc.string(), (before, inner, after) => {
      const packed = Buffer.from(`${before}${inner}${after}`).toString("base64");
      const scrubbed = writeJson(scrub(packed, [inner])).slice(1, -1);
      const unpacked = Buffer.from(scrubbed.replaceAll("***", ""), "base64").toString();
      return scrubbed.includes("***") && !unpacked.includes(inner);
    });
    expect(fc.check(keeps)).toMatchObject({ failed: false });
  });

  test("only what was read is taken out", async () => {
    const secrets = secretsOf();
    expect(secrets.scrub("file secret")).toBe("file secret");
    await secrets.read("file:db");
    expect(secrets.scrub({ error: "no login by file secret" })).toEqual({ error: "no login by ***" });
  });
});
