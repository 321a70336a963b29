import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, it } from "vitest";
import { Connection } from "../../src/client/index.ts";
import { createService, readSettings } from "../../src/index.ts";

const definition = `
version: '2.0'
outer: {tasks: {below: {workflow: inner}}}
inner: {tasks: {fails: {action: std.fail}}}
`;

/** Lines of the log of a service that runs the workflow, with ids and states. */
async function linesOf(level: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const settings = readSettings({ options: { database: "sqlite::memory:" } });
  const service = await createService(settings, { version: "0", logger: pino({ level }, stream) });
  const connection = new Connection(service.transport);
  await connection.sendText("POST", "/v2/workflows", definition);
  const { id } = await connection.post("/v2/executions", { workflow_name: "outer" });
  const path = `/v2/executions/${typeof id === "string" ? id : ""}`;
  await expect.poll(async () => (await connection.get(path))["state"]).toBe("ERROR");
  await service.stop();
  return lines.filter((line) => "execution_id" in line);
}

it("the log tells of executions and tasks with their ids", async () => {
  const lines = await linesOf("debug");
  const shown = lines.map(({ msg, workflow_name, task_name, state }) => [msg, workflow_name, task_name, state]);
  expect(shown).toEqual([
    ["execution started", "outer", undefined, undefined],
    ["execution started", "inner", undefined, undefined],
    ["execution ended", "inner", undefined, "ERROR"],
    ["task ended", "inner", "fails", "ERROR"],
    ["execution ended", "outer", undefined, "ERROR"],
    ["task ended", "outer", "below", "ERROR"],
  ]);
  const ids = lines.map(({ execution_id }) => execution_id);
  expect(new Set(lines.map(({ root_execution_id }) => root_execution_id))).toEqual(new Set([ids[0]]));
  expect(ids[1]).toBe(ids[2]);
  expect(lines[3]?.["task_id"]).toMatch(/^[\da-f-]{36}$/);
});

it("the log tells at info of executions that failed, and of nothing else that goes its way", async () => {
  const lines = await linesOf("info");
  expect(lines.map(({ msg, workflow_name }) => [msg, workflow_name])).toEqual([
    ["execution ended", "inner"],
    ["execution ended", "outer"],
  ]);
});
