import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isMap, parseJson } from "../../../src/core/base/index.ts";
import { createService, readSettings, SettingsError } from "../../../src/index.ts";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const module = join(root, "examples/custom-actions/greet.ts");

const settingsWith = (modules: string) =>
  readSettings({ options: { database: "sqlite::memory:", logLevel: "silent", actionsModules: modules } });

test("the guide shows the example as it is", () => {
  const guide = read("docs/guide/custom-actions.md");
  expect(guide).toContain(read("examples/custom-actions/greet.ts"));
  expect(guide).toContain(read("examples/custom-actions/greet.yaml"));
});

test("the service runs the example", async () => {
  const service = await createService(settingsWith(module), { version: "0" });
  const send = async (method: "GET" | "POST", path: string, body?: string, type = "application/json") => {
    const answer = await service.transport({ method, path, headers: { "content-type": type }, body });
    const value = parseJson(answer.body);
    if (answer.status >= 300 || !isMap(value)) throw new Error(answer.body);
    return value;
  };
  try {
    expect(await send("GET", "/v2/actions/acme.greet")).toMatchObject({
      input: "who, times=1",
      description: "Greets somebody, several times if asked.",
    });
    const run = async (who: string) => {
      const body = JSON.stringify({ name: "acme.greet", input: { who }, params: { run_sync: true } });
      const { output } = await send("POST", "/v2/action_executions", body);
      return typeof output === "string" ? parseJson(output) : output;
    };
    expect(await run("you")).toEqual({ result: { greetings: ["Hello, you!"] } });
    expect(await run("nobody")).toEqual({ result: { code: "NOBODY" } });
  } finally {
    await service.stop();
  }
});

test("a module that cannot be used is one clear line at the start", async () => {
  const start = createService(settingsWith("./nowhere.js"), { version: "0" });
  await expect(start).rejects.toThrow(SettingsError);
  await expect(start).rejects.toThrow(/^actions_modules: \.\/nowhere\.js cannot be imported: Cannot find module/);
});
