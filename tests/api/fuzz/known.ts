import type { TestService } from "../service.ts";

/** What a placeholder may stand for, and the list in which it is found. */
const lists = {
  workflows: "workflows",
  workbooks: "workbooks",
  actions: "actions?is_system=False",
  environments: "environments",
  executions: "executions",
  tasks: "tasks",
  failed_tasks: "tasks?state=ERROR",
  action_executions: "action_executions",
  waiting_actions: "action_executions?state=RUNNING",
  cron_triggers: "cron_triggers",
  event_triggers: "event_triggers",
  code_sources: "code_sources",
  dynamic_actions: "dynamic_actions",
} as const;
export type Kind = keyof typeof lists;

/** What stands for something that the service has: `@tasks:3.` is the id of one of its tasks. */
export function placeholder(kind: Kind, place: number): string {
  return `@${kind}:${place}.`;
}

/** What a service has, to be asked for. */
export class Known {
  readonly #names = new Map<string, readonly string[]>();

  /** Puts in place of each placeholder the id or name of what it stands for. */
  resolve(text: string): string {
    return text.replaceAll(/@([a-z_]+):(\d+)\./g, (_, kind: string, place: string) => {
      const names = this.#names.get(kind) ?? [];
      return names[Number(place) % names.length] ?? "nothing";
    });
  }

  /** Makes the service have something of each kind again, however much was deleted, and learns the names and ids. */
  async refresh(service: TestService): Promise<void> {
    const { app } = service;
    for (const [list, payload] of definitions) {
      const headers = { "content-type": list === "environments" ? "application/json" : "text/plain" };
      await app.inject({ method: "POST", url: `/v2/${list}`, headers, payload });
      await app.inject({ method: "PUT", url: `/v2/${list}`, headers, payload });
    }
    for (const name of ["seed", "waiting", "bad", "child"]) {
      await app.inject({ method: "POST", url: "/v2/executions", payload: { workflow_name: name } });
    }
    for (const payload of [{ name: "std.async_noop" }, { name: "std.noop", params: { save_result: true } }]) {
      await app.inject({ method: "POST", url: "/v2/action_executions", payload });
    }
    await service.settle();
    for (const [kind, list] of Object.entries(lists)) {
      const url = `/v2/${list}${list.includes("?") ? "&" : "?"}limit=20&sort_keys=created_at&sort_dirs=desc`;
      const answer = (await app.inject({ method: "GET", url })).json<Record<string, Row[]>>();
      const rows = answer[list.split("?")[0] ?? ""] ?? [];
      this.#names.set(
        kind,
        rows.flatMap(({ id, name }) => (isDefinition(kind) ? [name, ...(hasIds(kind) ? [id] : [])] : [id])),
      );
    }
  }
}

interface Row {
  readonly id: string;
  readonly name: string;
}

/** Whether a definition is found by its id as well as by its name. */
function hasIds(kind: string): boolean {
  return kind === "workflows" || kind === "actions";
}

function isDefinition(kind: string): boolean {
  return ["workflows", "workbooks", "actions", "environments"].includes(kind);
}

const definitions: readonly (readonly [Kind, string])[] = [
  [
    "workflows",
    `
version: '2.0'
seed:
  input: [a: 1]
  output: {o: <% task(t1).result %>}
  tasks:
    t1: {action: std.echo output=<% $.a %>, on-success: t2}
    t2: {with-items: "i in [1, 2]", action: std.echo output=<% $.i %>, publish: {p: <% task().result %>}}
waiting: {input: [a: 1], tasks: {t: {action: std.async_noop, on-complete: u}, u: {workflow: seed}}}
bad: {input: [a: 1], tasks: {t: {action: std.fail}}}
child: {extends: seed, override: {t1: {timeout: 3}}}
`,
  ],
  ["actions", "version: '2.0'\nloud: {base: std.echo, base-input: {output: 1}}\n"],
  [
    "workbooks",
    "version: '2.0'\nname: book\nworkflows: {w: {tasks: {t: {action: a}}}}\nactions: {a: {base: std.noop}}\n",
  ],
  ["environments", JSON.stringify({ name: "home", variables: { a: 1 } })],
];
