import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { actionPackages, ActionThreads } from "../../../src/actions/index.ts";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { actionContext } from "../context.ts";

let folder: string;
const open: ActionThreads[] = [];

const several = `
  import { defineAction, ActionError } from "ostro";
  import { z } from "zod";
  const action = (name, run, more = {}) => defineAction({ name, input: z.looseObject({ n: z.number().default(1) }), run, ...more });
  let count = 0;
  export const count1 = action("t.count", () => ++count);
  export default [
    action("t.double", ({ n }) => n * 2),
    action("t.fail", () => { throw new ActionError("no", { code: 5 }); }),
    action("t.exit", () => process.exit(3)),
    action("t.crash", () => new Promise(() => setTimeout(() => { throw new Error("from nowhere"); }, 0))),
    action("t.bomb", () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); }),
    action("t.block", () => { for (;;); }),
    action("t.hang", (_, { signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)))),
    action("t.secret", async (_, { secret, idempotencyKey }) => [await secret("env:A"), idempotencyKey]),
    action("t.nosecret", async (_, { secret }) => secret("env:B")),
    action("t.later", () => 1, { isAsync: true, description: "Later." }),
  ];
`;

const files: Readonly<Record<string, string>> = {
  "several.mjs": several,
  "typed.ts": `import { defineAction } from "ostro"; import { z } from "zod";
    interface Input { readonly who: string }
    export const hello = defineAction({ name: "t.hello", input: z.object({ who: z.string() }), run: ({ who }: Input): string => "hello " + who });`,
  "same.ts": `export { hello } from "./typed.ts";`,
  "none.js": "export const x = 1;",
  "broken.js": "export const = 1;",
  "throws.js": "throw new Error('not today');",
  "exits.js": "process.exit(4);",
  "package.json": JSON.stringify({
    type: "module",
    dependencies: { plain: "1", "with-actions": "1", "@x/more": "1", absent: "1" },
  }),
  "node_modules/plain/package.json": JSON.stringify({ name: "plain", keywords: ["y"] }),
  "node_modules/with-actions/package.json": JSON.stringify({
    name: "with-actions",
    type: "module",
    keywords: ["ostro-actions"],
    exports: { import: "./main.js" },
  }),
  "node_modules/with-actions/main.js": `import { defineAction } from "ostro"; import { z } from "zod"; import { answer } from "plain-dependency";
    export const p = defineAction({ name: "p.answer", input: z.object({}), run: () => answer });`,
  "node_modules/plain-dependency/package.json": JSON.stringify({
    name: "plain-dependency",
    type: "module",
    main: "i.js",
  }),
  "node_modules/plain-dependency/i.js": "export const answer = 42;",
  "node_modules/@x/more/package.json": JSON.stringify({ name: "@x/more", keywords: ["ostro-actions"] }),
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ostro-modules-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((threads) => threads.close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function load(...modules: string[]): Promise<ActionThreads> {
  const threads = await ActionThreads.start({ modules, folder, threads: 2, memoryMb: 64, blockedMs: 3000 });
  open.push(threads);
  return threads;
}

function run(threads: ActionThreads, name: string, input: JsonMap = {}, signal = new AbortController().signal) {
  const action = threads.actions.find((one) => one.name === name);
  if (action === undefined) throw new Error(`no action ${name}`);
  const secret = async (reference: string) => {
    if (reference === "env:B") throw new Error("there is none");
    return `secret ${reference}`;
  };
  return action.run(input, actionContext({ signal, secret }));
}

describe("modules", () => {
  test("in TypeScript and JavaScript, by path and by name", async () => {
    const threads = await load("typed.ts", "./several.mjs", "with-actions");
    expect(await run(threads, "t.hello", { who: "you" })).toEqual({ state: "SUCCESS", value: "hello you" });
    expect(await run(threads, "t.double", { n: 4 })).toEqual({ state: "SUCCESS", value: 8 });
    expect(await run(threads, "p.answer")).toEqual({ state: "SUCCESS", value: 42 });
    expect(threads.actions.find(({ name }) => name === "t.later")).toMatchObject({
      description: "Later.",
      isAsync: true,
      parameters: [{ name: "n", required: false, default: 1 }],
    });
  });

  test.each([
    ["none.js", "none.js exports no action that defineAction made"],
    ["throws.js", "throws.js cannot be imported: not today"],
    ["broken.js", /^broken.js cannot be imported: .*/],
    ["nowhere.js", /^nowhere.js cannot be imported: Cannot find module/],
    ["nopackage", /^nopackage cannot be imported: Cannot find package 'nopackage'/],
    ["exits.js", "a module ended the thread with code 4 while it was loaded"],
  ])("%s cannot be used", async (module, message) => {
    await expect(load(module)).rejects.toThrow(message);
  });

  test("two actions of one name", async () => {
    await expect(load("typed.ts", "same.ts")).rejects.toThrow("same.ts has the action t.hello, which is there already");
  });

  test("packages are found by their keyword", async () => {
    expect(await actionPackages(folder)).toEqual(["@x/more", "with-actions"]);
    expect(await actionPackages(join(folder, "node_modules"))).toEqual([]);
  });
});

describe("an action that goes wrong fails alone:", () => {
  let threads: ActionThreads;

  beforeAll(async () => {
    threads = await ActionThreads.start({
      modules: ["several.mjs"],
      folder,
      threads: 1,
      memoryMb: 64,
      blockedMs: 3000,
    });
  });
  afterAll(() => threads.close());

  test.each<[string, string, RegExp]>([
    ["ends its thread", "t.exit", /^The action ended its thread with code 3$/],
    ["throws from nowhere", "t.crash", /^The action broke its thread: from nowhere$/],
    ["blocks its thread", "t.block", /^The action blocked its thread for 3 seconds$/],
    ["takes all memory", "t.bomb", /^The action broke its thread: .*memory/],
    ["asks for a secret that is not there", "t.nosecret", /there is none/],
  ])("%s", async (_, name, message) => {
    const failed = run(threads, name).then(
      ({ value }) => value,
      (error: unknown) => (error instanceof Error ? error.message : error),
    );
    expect(await failed).toMatch(message);
    expect(await run(threads, "t.double", { n: 1 })).toEqual({ state: "SUCCESS", value: 2 });
  });

  test("fails with data", async () => {
    expect(await run(threads, "t.fail")).toEqual({ state: "ERROR", value: { code: 5 } });
  });
});

test("a thread is used again by the next action, and not shared by two at the same time", async () => {
  const threads = await load("several.mjs");
  expect((await run(threads, "t.count")).value).toBe(1);
  expect((await run(threads, "t.count")).value).toBe(2);
  const stop = new AbortController();
  const hanging = run(threads, "t.hang", {}, stop.signal);
  expect((await run(threads, "t.count")).value).toBe(1);
  stop.abort(new Error("enough"));
  await expect(hanging).rejects.toThrow("enough");
});

test("more actions than threads wait for their turn", async () => {
  const threads = await load("several.mjs");
  const results = await Promise.all([1, 2, 3, 4, 5].map((n) => run(threads, "t.double", { n })));
  expect(results.map(({ value }) => value)).toEqual([2, 4, 6, 8, 10]);
});

test("secrets and the idempotency key come through", async () => {
  const result = await run(await load("several.mjs"), "t.secret");
  expect(result).toEqual({ state: "SUCCESS", value: ["secret env:A", "a1"] });
});
