import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../../../src/actions/index.ts";
import { createService, readSettings, type OstroService } from "../../../src/index.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const client = `00-${traceId}-b7ad6b7169203331-01`;

const definition = `
version: '2.0'
root:
  input: [url]
  tasks:
    calls: {action: std.http url="<% $.url %>/one", on-success: below}
    below: {workflow: child url=<% $.url %>, on-success: own}
    own: {action: acme.own}
child:
  input: [url]
  tasks:
    fails: {action: std.http url="<% $.url %>/two"}
`;

/** A receiver that notes the headers of each call, and an in-process action that notes the span it runs within. */
interface Outside {
  readonly url: string;
  readonly calls: Map<string, IncomingHttpHeaders>;
  readonly server: Server;
}

async function startOutside(): Promise<Outside> {
  const calls = new Map<string, IncomingHttpHeaders>();
  const server = createServer((request, response) => {
    calls.set(request.url ?? "", request.headers);
    response.statusCode = request.url === "/two" ? 500 : 200;
    response.end("{}");
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, calls, server };
}

let seen: string | undefined;
const own: Action = {
  name: "acme.own",
  description: "",
  parameters: [],
  className: "Own",
  isAsync: false,
  run: async () => {
    seen = trace.getSpan(context.active())?.spanContext().spanId;
    return { state: "SUCCESS", value: null };
  },
};

describe("traces", () => {
  let service: OstroService;
  let outside: Outside;

  beforeEach(async () => {
    seen = undefined;
    outside = await startOutside();
    const settings = readSettings({ options: { database: "sqlite::memory:", logLevel: "silent" } });
    service = await createService(settings, { version: "0", actions: [own] });
    await send("POST", "/v2/workflows", definition, { "content-type": "text/plain" });
  });

  afterEach(async () => {
    await service.stop();
    outside.server.close();
    trace.disable();
    context.disable();
  });

  async function send(method: "GET" | "POST", path: string, body?: string, headers: Record<string, string> = {}) {
    const answer = await service.transport({
      method,
      path,
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.body}`);
    return answer.body;
  }

  /** Runs the workflow to its end. @returns id of the execution */
  async function run(headers: Record<string, string>, workflow = "root"): Promise<string> {
    const body = JSON.stringify({ workflow_name: workflow, input: { url: outside.url } });
    const { id } = JSON.parse(await send("POST", "/v2/executions", body, headers)) as { readonly id: string };
    const stateOf = async () =>
      (JSON.parse(await send("GET", `/v2/executions/${id}`)) as { readonly state: string }).state;
    await expect.poll(stateOf).not.toBe("RUNNING");
    return id;
  }

  function record(): InMemorySpanExporter {
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
    context.setGlobalContextManager(new AsyncLocalStorageContextManager());
    return exporter;
  }

  it("are passed on as they came where nothing records them", async () => {
    await run({ traceparent: client, tracestate: "vendor=1" });
    const { traceparent, tracestate } = outside.calls.get("/one") ?? {};
    expect({ traceparent, tracestate }).toEqual({ traceparent: client, tracestate: "vendor=1" });
    expect(outside.calls.get("/two")).toMatchObject({ traceparent: client });
  });

  it("do not come from nowhere, nor from what is no trace", async () => {
    await run({});
    await run({ traceparent: `00-${"0".repeat(32)}-b7ad6b7169203331-01` });
    expect(outside.calls.get("/one")).not.toHaveProperty("traceparent");
  });

  it("have a span for each start, task, action and end, through sub-workflows and out by HTTP", async () => {
    const exporter = record();
    const id = await run({ traceparent: client });
    const spans = exporter.getFinishedSpans();
    const one = (name: string): ReadableSpan => {
      const found = spans.filter((span) => span.name === name);
      expect({ name, count: found.length }).toEqual({ name, count: 1 });
      return found[0]!;
    };
    const idOf = (name: string) => one(name).spanContext().spanId;
    const start = idOf("start root");
    const startBelow = idOf("start child");
    const parents = Object.fromEntries(spans.map((span) => [span.name, span.parentSpanContext?.spanId]));
    expect(spans.map((span) => span.spanContext().traceId)).toEqual(spans.map(() => traceId));
    expect(parents).toMatchObject({
      "start root": "b7ad6b7169203331",
      "task calls": start,
      "workflow root": start,
      "start child": start,
      "task fails": startBelow,
      "workflow child": startBelow,
    });
    expect(one("workflow root").attributes).toMatchObject({
      "ostro.execution.id": id,
      "ostro.workflow.name": "root",
      "ostro.state": "ERROR",
    });
    expect(one("workflow child").attributes).toMatchObject({ "ostro.root_execution.id": id });
    expect(one("task fails").status.code).toBe(2);
    const actions = spans.filter(({ name }) => name === "action std.http");
    expect(actions.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([start, startBelow]);
    expect(["/one", "/two"].map((path) => outside.calls.get(path)?.["traceparent"])).toEqual(
      actions.map((span) => `00-${traceId}-${span.spanContext().spanId}-01`),
    );
  });

  it("are there for actions within the process, and begin here where the client has none", async () => {
    const exporter = record();
    await send("POST", "/v2/workflows", "version: '2.0'\nalone: {tasks: {t: {action: acme.own}}}", {
      "content-type": "text/plain",
    });
    const body = JSON.stringify({ workflow_name: "alone" });
    await send("POST", "/v2/executions", body);
    const named = (name: string) => exporter.getFinishedSpans().find((span) => span.name === name);
    await expect.poll(() => named("workflow alone")?.attributes["ostro.state"]).toBe("SUCCESS");
    expect(seen).toBe(named("action acme.own")?.spanContext().spanId);
    expect(named("start alone")?.parentSpanContext).toBeUndefined();
  });
});
