import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sample } from "../../../src/cli/help/examples.ts";
import { Client, Connection, httpTransport } from "../../../src/client/index.ts";
import { createService, readSettings } from "../../../src/index.ts";
import { ostro, type Outcome } from "../host.ts";

/** The files that the examples name. */
const files: Readonly<Record<string, string>> = {
  "deploy.yaml": `
version: '2.0'
deploy:
  input: [{version: latest}]
  output: {image: <% $.image %>}
  tasks:
    build:
      action: std.echo output="shop:<% $.version %>"
      publish: {image: <% task().result %>}
      on-success: [publish]
    publish:
      with-items: place in <% [north, south] %>
      action: std.echo output=<% $.place %>
`,
  "family.yaml": `
version: '2.0'
deploy_base: {input: [{version: latest}], tasks: {build: {action: std.noop, on-success: [publish]}, publish: {action: std.noop}}}
deploy_web: {extends: deploy_base, tasks: {test: {after: build, action: std.noop}}}
`,
  "family.old.yaml": `
version: '2.0'
deploy_base: {input: [{version: latest}], tasks: {build: {action: std.noop, on-success: [publish]}, publish: {action: std.noop, timeout: 3}}}
deploy_web: {extends: deploy_base, tasks: {test: {after: build, action: std.noop}}}
`,
  "tools.yaml": "{version: '2.0', name: tools, workflows: {clean: {tasks: {t: {action: std.noop}}}}}",
  "greet.yaml": "{version: '2.0', greet: {base: std.echo, input: [who], base-input: {output: <% $.who %>}}}",
  "staging.yaml": "{name: staging, description: where it is tried, variables: {region: south, debug: true}}",
  "greetings.js":
    "export class Hello { run() { return 'Hello' } }\nexport class Goodbye { run() { return 'Goodbye' } }\n",
  "names.json": `{"names": ["anna", "bob"]}`,
  "rehearsal.yaml":
    "{file: deploy.yaml, workflow: deploy, actions: {build: {result: 'shop:2'}}, expect: {state: SUCCESS}}",
  "tokens.yaml":
    "[{token: root, project: reds, user: root, roles: [admin]}, {token: bob, project: blues, user: bob, roles: [member]}, {token: eve, project: greens, user: eve, roles: [member]}]",
  "info.json": `{"deployment": "shop"}`,
};

const others = `
version: '2.0'
failing: {tasks: {publish: {action: std.fail}}}
waiting: {tasks: {approve: {action: std.async_noop}}}
unused: {tasks: {t: {action: std.noop}}}
`;

/** The terminal that an example is carried out on; there is none when it has no size. */
export interface Screen {
  readonly columns?: number;
  readonly rows?: number;
  readonly isColored?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A service and a folder in which every example finds what it names. */
export class World {
  readonly #folder: string;
  readonly #url: string;
  readonly #client: Client;
  readonly #end: () => Promise<void>;
  readonly #ids = new Map<string, string>();

  private constructor(folder: string, url: string, end: () => Promise<void>) {
    this.#folder = folder;
    this.#url = url;
    this.#client = new Client(new Connection(httpTransport(url, { "X-Auth-Token": "root" })));
    this.#end = end;
  }

  static async open(): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), "ostro-help-"));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const options = {
      database: "sqlite::memory:",
      port: 0,
      logLevel: "silent",
      auth: "tokens",
      tokensFile: join(folder, "tokens.yaml"),
      infoFile: join(folder, "info.json"),
      allowActionExecutionDeletion: true,
      metrics: "callers",
    };
    const service = await createService(readSettings({ options }), { version: "0.0.0" });
    return new World(folder, await service.listen(), async () => {
      await service.stop();
      await rm(folder, { recursive: true });
    });
  }

  close(): Promise<void> {
    return this.#end();
  }

  /** What the examples of creating do not create. */
  async fill(): Promise<void> {
    await this.#client.workflows.create(others);
    await this.#client.workflows.create(files["family.yaml"] ?? "");
  }

  /** Carries out an example, with ids of things as it needs them. */
  async run(line: string, screen: Screen = {}): Promise<Outcome> {
    const argv = words(await this.#withIds(line)).slice(1);
    const environment = {
      OSTRO_URL: this.#url,
      OSTRO_TOKEN: tokenFor(line),
      OS_AUTH_TOKEN: "root",
      HOME: this.#folder,
      ...(screen.isColored === true ? {} : { NO_COLOR: "1" }),
      ...screen.environment,
    };
    const { columns, rows } = screen;
    const size = columns === undefined || rows === undefined ? {} : { columns, rows };
    return ostro(argv, [], { folder: this.#folder, environment, ...size });
  }

  /** Starts a workflow of the examples and waits until it has ended, or waits itself. @returns its id */
  ended(workflow: "deploy" | "failing" | "waiting"): Promise<string> {
    return this.#started(workflow, { deploy: "SUCCESS", failing: "ERROR", waiting: "RUNNING" }[workflow]);
  }

  async #withIds(line: string): Promise<string> {
    let filled = line.replace("http://mistral.example:8989", this.#url);
    for (const [kind, id] of Object.entries(sample)) {
      if (line.includes(id)) filled = filled.replaceAll(id, await this.#idOf(kind, line));
    }
    return filled;
  }

  /** Whatever is only looked at may be looked at by several. */
  async #idOf(kind: string, line: string): Promise<string> {
    const known = this.#ids.get(kind);
    const isLookedAt = /^ostro (mistral )?\S+[ -](show|get|list|input|output|published|tree|descendants|watch)/.test(
      line,
    );
    if (known !== undefined && isLookedAt) return known;
    const id = await this.#newIdOf(kind, line);
    if (isLookedAt) this.#ids.set(kind, id);
    return id;
  }

  async #newIdOf(kind: string, line: string): Promise<string> {
    const { executions, workflows, actionExecutions, eventTriggers } = this.#client;
    switch (kind) {
      case "workflow":
        return (await workflows.get("deploy")).id;
      case "eventTrigger":
        for await (const { id } of eventTriggers.list()) return id;
        throw new Error("there is no event trigger");
      case "auditEntry":
        return (
          (JSON.parse((await this.run("ostro audit list --limit 1 --output json")).out) as { id: string }[])[0]?.id ??
          ""
        );
      case "execution":
        return this.#started("deploy", "SUCCESS");
      case "failed":
        return this.#started("failing", "ERROR");
      case "waiting":
        return this.#started("waiting", "RUNNING");
      case "paused": {
        const id = await this.#started("waiting", "RUNNING");
        await executions.update(id, { state: "PAUSED" });
        return id;
      }
      case "task":
        return this.#taskOf(await this.#started("deploy", "SUCCESS"));
      case "failedTask":
        return this.#taskOf(await this.#started("failing", "ERROR"));
      case "action":
        if (line.includes("delete")) {
          return (await actionExecutions.run({ name: "std.noop", params: { save_result: true } })).id ?? "";
        }
        return this.#actionOf(await this.#taskOf(await this.#started("deploy", "SUCCESS")));
      case "waitingAction":
        return this.#actionOf(await this.#taskOf(await this.#started("waiting", "RUNNING")));
      default:
        throw new Error(`nobody knows what ${kind} is`);
    }
  }

  async #started(workflow: string, state: string): Promise<string> {
    const { id } = await this.#client.executions.start({ workflow_name: workflow });
    for (;;) {
      const execution = await this.#client.executions.get(id);
      if (execution.state === state) return id;
      await new Promise((resolve) => void setImmediate(resolve));
    }
  }

  async #taskOf(execution: string): Promise<string> {
    for (;;) for await (const { id } of this.#client.executions.tasks(execution)) return id;
  }

  async #actionOf(task: string): Promise<string> {
    for (;;) for await (const { id } of this.#client.tasks.actionExecutions(task)) if (id !== null) return id;
  }
}

/** Whoever a workflow is shared with says what becomes of it; an admin does all the rest. */
function tokenFor(line: string): string {
  if (line.startsWith("ostro member update")) return "bob";
  return line.startsWith("ostro mistral member-update") ? "eve" : "root";
}

/** Words of a command, quotes taken off. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
