import type { Ids } from "./compare.ts";

/** What the replay lends to a setup. */
export interface Replay {
  readonly ids: Ids;
  /** @throws Error when the answer is no success */
  readonly send: (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string | null,
  ) => Promise<{ readonly body: string }>;
}

/** Something that was done before a recorded request, but is not recorded itself. */
export type Setup = (replay: Replay) => Promise<void>;

const hello = `---
version: '2.0'

PREFIX_hello:
  description: a small workflow
  tags: [alpha, beta]
  type: direct
  input:
    - who
    - greeting: Hello
  output:
    said: <% $.said %>
  tasks:
    say:
      action: std.echo output="<% $.greeting %>, <% $.who %>"
      publish:
        said: <% task(say).result %>
      on-success: end
    end:
      action: std.noop
`;

const more = `---
version: '2.0'
PREFIX_rev: {type: reverse, tasks: {a: {action: std.noop}, b: {action: std.noop, requires: [a]}}}
PREFIX_slow: {input: [d: 30], tasks: {t1: {action: std.async_noop}}}
PREFIX_delayed: {tasks: {t1: {action: std.noop, wait-before: 100}}}
PREFIX_async: {tasks: {t1: {action: std.async_noop}}}
PREFIX_fail:
  tasks:
    t1: {action: std.fail}
    wi: {with-items: 'i in [1, 2]', action: std.fail}
PREFIX_parent2:
  output: {all: <% $ %>}
  tasks:
    t1: {workflow: PREFIX_hello who="sub", on-success: t2}
    t2:
      with-items: i in [1, 2]
      action: std.echo output=<% $.i %>
      publish: {loc: <% task().result %>}
      on-success: {publish: {branch: {adv: 1}, global: {glob: <% task().result %>}}, next: t3}
    t3: {action: std.noop}
`;

const plain = { "content-type": "text/plain" };
const json = { "content-type": "application/json" };

/** Starts a workflow under the id that its execution has in the record. */
function started(name: string, id: string): Setup {
  return async ({ send }) => {
    await send("POST", "/v2/executions", json, JSON.stringify({ id, workflow_name: name }));
  };
}

/** Tells which recorded ids stand for the tasks of an execution. */
function withTasks(execution: string, tasks: Readonly<Record<string, string>>): Setup {
  return async ({ send, ids }) => {
    const { body } = await send("GET", `/v2/executions/${execution}/tasks`, {}, null);
    const found = (JSON.parse(body) as { tasks: { id: string; name: string }[] }).tasks;
    for (const { id, name } of found) ids.match(tasks[name] ?? "", id);
  };
}

/** Starts an asynchronous action under the recorded id of its action execution. */
function asynchronous(execution: string, action: string): Setup {
  return async (replay) => {
    await started("PREFIX_async", execution)(replay);
    const tasks = await replay.send("GET", `/v2/executions/${execution}/tasks`, {}, null);
    const [task] = (JSON.parse(tasks.body) as { tasks: { id: string }[] }).tasks;
    const { body } = await replay.send("GET", `/v2/tasks/${task?.id}/action_executions`, {}, null);
    const [found] = (JSON.parse(body) as { action_executions: { id: string }[] }).action_executions;
    replay.ids.match(action, found?.id ?? "");
  };
}

function idOf(place: number): string {
  return `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`;
}

/** By the place of the recorded request that they come before. */
export const setups: Readonly<Record<number, readonly Setup[]>> = {
  56: [
    async ({ send }) => {
      await send("PUT", "/v2/workflows/6a3d2c92-7b65-485e-8434-111fb3bd2681", plain, hello);
    },
  ],
  252: [
    async ({ send }) => {
      await send("POST", "/v2/workflows", plain, more);
    },
  ],
  301: [started("PREFIX_slow", "c0550fa9-d3fe-4cd1-9c73-113226cc2a0b")],
  319: [started("PREFIX_slow", "f03ce9fd-d98d-4a0b-b286-99dff2797588")],
  321: [started("PREFIX_slow", "fa232af5-f76b-4c0f-b5c6-bff93f4f9936")],
  322: [started("PREFIX_slow", "d112cdfe-a24b-4a34-9d96-97952dc0d124")],
  326: [
    started("PREFIX_fail", "f1d64241-2338-47e8-a11e-8a206768d049"),
    withTasks("f1d64241-2338-47e8-a11e-8a206768d049", {
      t1: "e2738373-50be-4d4d-938c-3c6ffb97a179",
      wi: "203d879b-ba98-40fd-95bd-de105b189335",
    }),
  ],
  327: [
    started("PREFIX_parent2", "1570a731-e34f-4615-8f89-870b009b251b"),
    withTasks("1570a731-e34f-4615-8f89-870b009b251b", {
      t1: "58f57611-935d-4d02-9342-37b221d34829",
      t2: "cc763d12-2f9a-47a1-a7bf-1264b723ab86",
      t3: "934ff037-4158-4435-ad36-821c8928578f",
    }),
  ],
  350: [started("PREFIX_delayed", idOf(350))],
  419: [asynchronous(idOf(419), "7d606117-ef02-44e2-be04-fc5da25bf0d4")],
  428: [asynchronous(idOf(428), "d9654890-f374-41f1-839c-a3bce7b4ca7f")],
  429: [asynchronous(idOf(429), "a2ff03b0-4f3d-45d4-acbb-453c0678b790")],
  430: [asynchronous(idOf(430), "1b7f1c5b-e135-4644-8cc8-5d575fc8185b")],
  524: [
    async ({ send }) => {
      await send("DELETE", "/v2/event_triggers/6787a06c-35fd-4de1-9104-6a84cc971d2f", {}, null);
    },
  ],
};
