import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { Sandbox } from "../../src/actions/index.ts";
import { createCodeSource, createDynamicAction, updateCodeSource, type Library } from "../../src/library/index.ts";
import type { Runtime } from "../../src/runtime/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import { addWorkflows, caller, newRuntime, reached, start } from "./service.ts";

const sandbox = new Sandbox({ threads: 1, timeoutMs: 1000, memoryBytes: 32 * 1024 ** 2 });
let store: Store;
let runtime: Runtime;
let library: Library;

beforeEach(async () => {
  store = await openStore("sqlite::memory:");
  runtime = newRuntime(store, [], { sandbox });
  await runtime.begin();
  const limits = { isEnabled: true } as Library["limits"];
  library = {
    store,
    limits,
    systemActions: new Map(),
    now: () => 0,
    newId: () => crypto.randomUUID(),
    changed: () => runtime.definitionsChanged(),
  };
  await addWorkflows(
    store,
    `
version: '2.0'
w:
  input: [input]
  tasks:
    t:
      action: acme.add
      input: <% $.input %>
      publish: {sum: <% task().result %>}
`,
  );
});

afterEach(async () => {
  await runtime.stop(0);
  await store.close();
});
afterAll(() => sandbox.close());

const code = (sign: string) => `class Add {
  static input = ["a", { b: 10 }];
  constructor(input) { this.input = input }
  run() { return this.input.a ${sign} this.input.b }
}`;

async function run(input: Record<string, number>) {
  const { id } = await start(runtime, "w", { input });
  return reached(store, runtime, id, ["SUCCESS", "ERROR"]);
}

test("code that came through the interface is an action, as it is now", async () => {
  expect(await run({ a: 1 })).toMatchObject({
    state: "ERROR",
    stateInfo: expect.stringContaining("Failed to find action"),
  });

  const write = { name: "adds", namespace: "", scope: "private", content: code("+") } as const;
  await createCodeSource(library, caller, write);
  await createDynamicAction(library, caller, "acme.add", { namespace: "", className: "Add", codeSource: "adds" });
  expect(await run({ a: 1 })).toMatchObject({ state: "SUCCESS", output: { sum: 11 } });
  expect(await run({ a: 1, b: 2 })).toMatchObject({ output: { sum: 3 } });

  await updateCodeSource(library, caller, { ...write, content: code("*") });
  expect(await run({ a: 3 })).toMatchObject({ output: { sum: 30 } });
});

test("its arguments are checked like those of any action", async () => {
  await createCodeSource(library, caller, { name: "adds", namespace: "", scope: "private", content: code("+") });
  await createDynamicAction(library, caller, "acme.add", { namespace: "", className: "Add", codeSource: "adds" });
  const { state, stateInfo } = await run({ c: 1 });
  expect(state).toBe("ERROR");
  expect(stateInfo).toContain("Invalid input [name=acme.add, class=Add");
});

test("code that does not run fails the task, and says why", async () => {
  await createCodeSource(library, caller, { name: "adds", namespace: "", scope: "private", content: "class {" });
  await createDynamicAction(library, caller, "acme.add", { namespace: "", className: "Add", codeSource: "adds" });
  const execution = await run({ a: 1 });
  const [action] = (await store.loadExecution(execution.id))?.actions ?? [];
  expect(action?.output?.["result"]).toMatch(/^The action raised an exception \[action=Add, .*SyntaxError/);
});
