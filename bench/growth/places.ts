import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pino } from "pino";
import { actionRegistry, required, succeeded, type Action } from "../../src/actions/index.ts";
import { isMap, parseJson, writeJson, type JsonMap } from "../../src/core/base/index.ts";
import { Catalogue, Stage, type SystemAction } from "../../src/core/rehearse/index.ts";
import { readSettings } from "../../src/config.ts";
import { createService, type OstroService } from "../../src/index.ts";

/** Where a workflow is run. */
export interface Place {
  readonly name: string;
  define(text: string): Promise<void>;
  /** Runs the workflow `w` to its end. @throws Error unless it succeeds */
  run(input: JsonMap): Promise<void>;
  close(): Promise<void>;
}

/** An action that is not answered within the decision, and takes no time. */
const work: Action = {
  name: "bench.work",
  description: "Gives its number back.",
  parameters: [required("number")],
  className: "bench.Work",
  isAsync: false,
  run: async (input) => succeeded(input["number"] ?? null),
};

/** The core alone, with a fake clock. */
export function inCore(): Place {
  const registry = actionRegistry([work]);
  const actions = [...registry.values()].map(({ name, parameters, className, isAsync, answer }): SystemAction => {
    return { type: "system", name, parameters, className, isAsync, ...(answer === undefined ? {} : { answer }) };
  });
  let catalogue = new Catalogue(actions);
  return {
    name: "core",
    async define(text) {
      catalogue = new Catalogue(actions);
      const { problems } = catalogue.addWorkflows(text);
      const error = problems.find(({ severity }) => severity === "error");
      if (error !== undefined) throw new Error(error.message);
    },
    async run(input) {
      const definition = catalogue.workflow("w", "");
      if (definition === undefined) throw new Error("There is no workflow w");
      const perform = ({ run }: { run: { input: JsonMap } }) => {
        return { result: { state: "SUCCESS", value: run.input["number"] ?? null } } as const;
      };
      const stage = new Stage(catalogue, { perform });
      const started = stage.start(definition, input);
      if ("refusal" in started) throw new Error(started.refusal);
      stage.run();
      const { state, stateInfo } = stage.state(started.id).execution;
      if (state !== "SUCCESS") throw new Error(`${state}: ${stateInfo}`);
    },
    close: async () => {},
  };
}

/** A whole service on a SQLite file, without a socket. */
export async function inService(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "ostro-growth-"));
  const settings = readSettings({
    options: { database: `sqlite:${join(folder, "growth.db")}`, executionFieldSizeLimitKb: -1 },
  });
  const options = { version: "0.0.0", logger: pino({ level: "silent" }), actions: [work] };
  const service = await createService(settings, options);
  return {
    name: "service",
    async define(text) {
      for (const name of await names(service)) await send(service, "DELETE", `/workflows/${name}`);
      await send(service, "POST", "/workflows", text, "text/plain");
    },
    async run(input) {
      const body = writeJson({ workflow_name: "w", input });
      const started = await send(service, "POST", "/executions", body, "application/json");
      const path = "/executions?workflow_name=w&sort_keys=created_at&sort_dirs=desc&limit=1&fields=state";
      for (;;) {
        const { executions } = await send(service, "GET", path);
        const [{ state = null } = {}] = executions as readonly JsonMap[];
        if (state === "SUCCESS") return;
        if (state !== "RUNNING") throw new Error(`${writeJson(state)}: ${writeJson(started["id"] ?? null)}`);
        await setTimeout(20);
      }
    },
    async close() {
      await service.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function names(service: OstroService): Promise<string[]> {
  const { workflows } = await send(service, "GET", "/workflows?fields=name");
  return (workflows as readonly { readonly name: string }[]).map(({ name }) => name);
}

async function send(
  service: OstroService,
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: string,
  type?: string,
): Promise<JsonMap> {
  const headers = type === undefined ? {} : { "Content-Type": type };
  const answer = await service.transport({ method, path: `/v2${path}`, headers, body });
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.body.slice(0, 1000)}`);
  const value = answer.body === "" ? {} : parseJson(answer.body);
  return isMap(value) ? value : {};
}
