import { afterEach, expect, test } from "vitest";
import { secretSources, succeeded, type Action } from "../../src/actions/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import type { Runtime } from "../../src/runtime/index.ts";
import { addWorkflows, caller, newRuntime, reached, start } from "./service.ts";

let store: Store;
let runtime: Runtime;

afterEach(async () => {
  delete process.env["OSTRO_SECRET_LOGIN"];
  await runtime.stop(0);
  await store.close();
});

/** Gives back its input, or throws it; what it saw stays here. */
const seen: unknown[] = [];
const leaky: Action = {
  name: "test.leaky",
  description: "",
  parameters: [
    { name: "login", required: true, default: null },
    { name: "breaks", required: false, default: false },
  ],
  className: "test.Leaky",
  isAsync: false,
  async run(input) {
    seen.push(input["login"]);
    if (input["breaks"] === true) throw new Error(`no login by ${JSON.stringify(input["login"])}`);
    return succeeded({ echoed: input["login"] ?? null });
  },
};

const workflow = `
version: '2.0'
w:
  input: [breaks]
  tasks:
    t:
      action: test.leaky
      input: {login: <% env().login %>, breaks: <% $.breaks %>}
      publish: {result: <% task().result %>}
    pure:
      action: std.echo output=<% env().login %>
      publish: {kept: <% task().result %>}
`;

async function begin(breaks: boolean, login: string) {
  process.env["OSTRO_SECRET_LOGIN"] = "s3cret";
  seen.length = 0;
  store = await openStore("sqlite::memory:");
  runtime = newRuntime(store, [leaky], {
    secretSources: secretSources({
      environmentPrefix: "OSTRO_SECRET_",
      folder: undefined,
      vault: undefined,
      isByProject: false,
    }),
  });
  await runtime.begin();
  await addWorkflows(store, workflow);
  const env = { login: { $secret: login, format: "me:{}" } };
  const { id } = await start(runtime, "w", { breaks }, { env });
  const execution = await reached(store, runtime, id, ["SUCCESS", "ERROR"]);
  const bundle = await store.loadExecution(id);
  return { execution, stored: JSON.stringify(bundle), bundle };
}

test("an action gets the secret, and nothing that is stored has it", async () => {
  const { execution, stored } = await begin(false, "env:LOGIN");
  expect(execution.state).toBe("SUCCESS");
  expect(seen).toEqual(["me:s3cret"]);
  expect(execution.output).toMatchObject({
    result: { echoed: "me:***" },
    kept: { $secret: "env:LOGIN", format: "me:{}" },
  });
  expect(stored).not.toContain("s3cret");
});

test("nor has the text of an error", async () => {
  const { bundle, stored } = await begin(true, "env:LOGIN");
  const action = bundle?.actions.find(({ name }) => name === "test.leaky");
  expect(action?.output).toEqual({
    result: `The action raised an exception [action=test.leaky, action_ex_id=${action?.id}, msg='no login by "me:***"']`,
  });
  expect(action?.input).toEqual({ login: { $secret: "env:LOGIN", format: "me:{}" }, breaks: true });
  expect(stored).not.toContain("s3cret");
});

test("a secret that is missing fails the task alone, and the action is not run", async () => {
  const { bundle } = await begin(false, "env:NONE");
  const action = bundle?.actions.find(({ name }) => name === "test.leaky");
  expect(action?.output?.["result"]).toMatch(
    /Failed to read the secret 'env:NONE': the environment has no OSTRO_SECRET_NONE/,
  );
  expect(seen).toEqual([]);
});

test("an action without a workflow, too", async () => {
  await begin(false, "env:LOGIN");
  const action = await runtime.runAction({
    caller,
    name: "test.leaky",
    namespace: "",
    input: { login: { $secret: "env:LOGIN" } },
    description: "",
    runSync: true,
    saveResult: true,
  });
  expect(action).toMatchObject({ output: { result: { echoed: "***" } }, input: { login: { $secret: "env:LOGIN" } } });
});
