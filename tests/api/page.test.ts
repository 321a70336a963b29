import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fastify, type FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addPage } from "../../src/api/page/page.ts";

const script = "// a script\n".repeat(100);

let folder: string;
let app: FastifyInstance;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ostro-page-"));
  app = fastify({ routerOptions: { ignoreTrailingSlash: true } });
  addPage(app, join(folder, "web"));
});

afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

async function build(): Promise<void> {
  await mkdir(join(folder, "web/assets"), { recursive: true });
  await writeFile(join(folder, "web/index.html"), "<!doctype html><title>Ostro</title>");
  await writeFile(join(folder, "web/assets/main-1a2b.js"), script);
  await writeFile(join(folder, "secret.txt"), "secret");
}

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: "GET", url, headers });

test("a page that is not built says so, and is found as soon as it is", async () => {
  const before = await get("/ui/");
  expect([before.statusCode, before.headers["content-type"]]).toEqual([503, "text/html; charset=utf-8"]);
  expect(before.body).toContain("npm run build:page");
  await build();
  expect((await get("/ui/")).body).toContain("<title>Ostro</title>");
});

test("/ui leads to /ui/, also behind another path", async () => {
  await build();
  const answer = await get("/ui?x=1");
  expect([answer.statusCode, answer.headers["location"]]).toEqual([302, "ui/"]);
});

test("the page is asked for again, its hashed files are kept", async () => {
  await build();
  const page = await get("/ui/");
  expect(page.headers).toMatchObject({ "cache-control": "no-cache", "x-content-type-options": "nosniff" });
  expect(page.headers["content-security-policy"]).toContain("default-src 'self'");
  const again = await get("/ui/", { "if-none-match": String(page.headers["etag"]) });
  expect([again.statusCode, again.body]).toEqual([304, ""]);

  const file = await get("/ui/assets/main-1a2b.js", { "accept-encoding": "gzip, br" });
  expect(file.headers).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "content-encoding": "gzip",
    "content-type": "text/javascript; charset=utf-8",
  });
  expect(gunzipSync(file.rawPayload).toString()).toBe(script);
  expect((await get("/ui/assets/main-1a2b.js")).body).toBe(script);
});

test("a head is the same without a body", async () => {
  await build();
  const answer = await app.inject({ method: "HEAD", url: "/ui/" });
  expect([answer.statusCode, answer.headers["content-type"], answer.body]).toEqual([
    200,
    "text/html; charset=utf-8",
    "",
  ]);
});

test.each(["/ui/../secret.txt", "/ui/..%2fsecret.txt", "/ui/%2e%2e/secret.txt", "/ui/assets/../../secret.txt"])(
  "%s leads to nothing outside",
  async (url) => {
    await build();
    const answer = await get(url);
    expect([answer.statusCode, answer.body.includes("secret\n")]).toEqual([404, false]);
    expect(answer.body).not.toBe("secret");
  },
);
