import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExecutionTree, TaskNode } from "../../../src/cli/run/execution-tree.ts";
import { drawTree } from "../../../src/cli/run/draw-tree.ts";
import { expectGolden } from "../../golden.ts";
import { World } from "../help/world.ts";

const commands = [
  "ostro execution start --help",
  "ostro workflow list",
  "ostro workflow show deploy",
  "ostro workflow lineage deploy_web",
  "ostro workflow diff deploy_web",
  "ostro workbook list",
  "ostro action list --filter name=in:std.echo,std.http,greet",
  "ostro environment list",
  "ostro environment show staging",
  "ostro cron-trigger list",
  "ostro event-trigger list",
  "ostro execution list",
  "ostro execution list --limit 1 --output yaml",
  "ostro task list",
  "ostro action-execution list --filter name=std.echo",
  "ostro execution tree THE-FAILED",
  "ostro execution watch THE-DEPLOYED",
  "ostro service status",
  "ostro workflow show nowhere",
  "ostro mistral workflow-list -c Name -c Input -c Scope",
  "ostro mistral execution-get THE-DEPLOYED --fit-width",
];

/** Ids, times and lengths of time are of another day each time; their widths are not. */
function steady(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "00000000-0000-4000-8000-000000000000")
    .replaceAll(/\b0:00:\d\d\b/g, "0:00:00")
    .replaceAll(/ \d+ s$/gm, "")
    .replaceAll(/(?<=_ex_id=)[0-9a-f-]+/g, (id) => "0".repeat(id.length))
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "2026-11-24 12:00:00")
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, "2026-11-24 12:00");
}

describe("views of the terminal", () => {
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await World.open();
    for (const word of ["workflow create deploy.yaml", "workbook create tools.yaml", "action create greet.yaml"]) {
      await world.run(`ostro ${word}`);
    }
    await world.run("ostro environment create staging.yaml");
    await world.run("ostro cron-trigger create nightly deploy --pattern '0 3 1 1 *' --input version=2");
    await world.run("ostro event-trigger create on-upload deploy shop uploads file.created");
    await world.fill();
    for (const [name, workflow] of [
      ["THE-DEPLOYED", "deploy"],
      ["THE-FAILED", "failing"],
      ["THE-WAITING", "waiting"],
    ] as const) {
      ids.set(name, await world.ended(workflow));
    }
  });

  afterAll(() => world.close());

  test.each([80, 160])("at %i columns", async (columns) => {
    let told = "";
    for (const command of commands) {
      const line = command.replaceAll(/THE-\w+/g, (name) => ids.get(name) ?? name);
      const { out, err } = await world.run(line, { columns, rows: 40 });
      told += `$ ${steady(line)}\n${steady(err + out)}\n`;
    }
    const tooWide = told.split("\n").filter((line) => line.length > columns && !line.startsWith("$ "));
    expect(tooWide).toEqual([]);
    expectGolden(new URL(`terminal-${columns}.txt`, import.meta.url), told);
  });

  test("nothing is cut where there is no terminal, and nothing is coloured", async () => {
    const { out } = await world.run("ostro execution list --filter state=ERROR");
    expect(steady(out).split("\n")[1]).toMatch(/^0{8}-\S+ +failing +ERROR +Failure caused by error in tasks: publish/);
    expect(out).not.toContain("\u001b");
  });

  test("colours are there on a terminal, and off when that is asked for", async () => {
    const command = "ostro execution list --filter state=ERROR";
    const around = { columns: 80, rows: 24, isColored: true };
    expect((await world.run(command, around)).out).toContain("\u001b[31mERROR\u001b[39m");
    expect((await world.run(`${command} --no-color`, around)).out).not.toContain("\u001b");
    expect((await world.run(command, { ...around, environment: { NO_COLOR: "1" } })).out).not.toContain("\u001b");
    expect((await world.run(command, { ...around, environment: { TERM: "dumb" } })).out).not.toContain("\u001b");
  });
});

function task(name: string, state: string, more: Partial<TaskNode> = {}): TaskNode {
  const usual = { stateInfo: null, startedAt: 0, finishedAt: undefined, items: undefined, retries: 0, executions: [] };
  return { id: name, name, state, ...usual, ...more };
}

const checks: ExecutionTree = {
  id: "2",
  workflowName: "checks",
  state: "RUNNING",
  stateInfo: null,
  tasks: [task("lint", "SUCCESS", { finishedAt: 4000 }), task("test", "RUNNING", { retries: 2 })],
};

const running: ExecutionTree = {
  id: "1",
  workflowName: "release",
  state: "RUNNING",
  stateInfo: null,
  tasks: [
    task("fetch", "SUCCESS", { finishedAt: 1500 }),
    task("build", "SUCCESS", { finishedAt: 61_000, items: { count: 40, finished: 40, failed: 0 } }),
    task("check", "RUNNING", { executions: [checks] }),
    task("upload", "RUNNING", { items: { count: 250, finished: 95, failed: 3 } }),
    task("announce", "ERROR", {
      finishedAt: 2000,
      stateInfo: `The mail server does not answer: ${"x".repeat(200)}\nat`,
    }),
    task("approve", "PAUSED", { startedAt: undefined }),
    task("publish", "WAITING", { startedAt: undefined }),
  ],
};

describe("the live picture", () => {
  const canvas = { isColored: false, now: 75_000, frame: 3 };

  test.each([80, 160])("at %i columns", (width) => {
    const lines = drawTree(running, { ...canvas, width, height: 30 });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expectGolden(new URL(`live-${width}.txt`, import.meta.url), `${lines.join("\n")}\n`);
  });

  test("what is done makes way on a low terminal, and then what stands last", () => {
    expect(drawTree(running, { ...canvas, width: 60, height: 8 })).toEqual([
      "\u2838 release RUNNING",
      "  \u2026 3 done",
      "  \u2838 check RUNNING 75 s",
      "    \u2838 checks RUNNING",
      "      \u2838 test RUNNING retry 2 75 s",
      "  \u2838 upload RUNNING \u2588\u2588\u2588\u2588\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591 95/250 3 failed 75 s",
      expect.stringContaining("announce"),
      "  \u2026 and 2 more",
    ]);
  });
});
