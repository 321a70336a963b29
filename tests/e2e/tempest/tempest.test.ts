import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve } from "../serve.ts";

const python = "/usr/bin/python3";
const isLong = process.env["OSTRO_LONG"] === "1";

/** The classes of tests, and how many tests each has. A second goes by for each execution that they wait for. */
const classes = {
  "test_actions.ActionTestsV2": 25,
  "test_workbooks.WorkbookTestsV2": 10,
  ...(isLong && {
    "test_action_executions.ActionExecutionTestsV2": 10,
    "test_cron_triggers.CronTriggerTestsV2": 17,
    "test_event_triggers.EventTriggerTestsV2": 5,
    "test_executions.ExecutionTestsV2": 22,
    "test_services.ServicesTestsV2": 1,
    "test_tasks.TasksTestsV2": 3,
    "test_tasks.TaskTypesTestsV2": 1,
    "test_workflows.WorkflowTestsV2": 24,
  }),
};

/** What cannot be the same here, and why. */
const known: Readonly<Record<string, string>> = {
  "ActionExecutionTestsV2.test_run_action_std_http": "asks httpbin.org",
  "ActionExecutionTestsV2.test_run_action_std_http_error": "asks httpbin.org",
  "ActionExecutionTestsV2.test_run_action_std_http_non_utf8_response": "asks httpbin.org",
  "WorkflowTestsV2.test_get_list_workflows": "wants the workflows for Nova that Mistral's set-up script installs",
  "WorkflowTestsV2.test_get_list_workflows_with_pagination": "wants the workflows for Nova, too",
};

const { status } = spawnSync(python, ["-c", "import mistral_tempest_tests.tests.api.v2.test_actions"]);
const missing =
  status === 0 ? undefined : "the tests are not installed (Debian: apt-get install mistral-tempest-plugin)";

describe("Mistral's own API tests (Debian: mistral-tempest-plugin)", () => {
  const failures = new Map<string, string>();
  const counts = new Map<string, number>();
  let folder = "";

  beforeAll(async () => {
    if (missing !== undefined) return;
    folder = mkdtempSync(join(tmpdir(), "ostro-tempest-"));
    // The tests want what the project's own test set-up allows.
    const policy = join(folder, "policy.yaml");
    writeFileSync(policy, "workflows:publicize: rule:admin_or_owner\n");
    const tests = spawn(python, [join(import.meta.dirname, "upstream.py"), ...Object.keys(classes)], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    const lines = createInterface({ input: tests.stdout })[Symbol.asyncIterator]();
    const { value: keystone } = await lines.next();
    const options = {
      auth: "keystone",
      "keystone-url": String(keystone),
      "keystone-username": "ostro",
      "keystone-password": "x",
      "allow-action-execution-deletion": "true",
      "policy-file": policy,
    };
    const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const service = await serve(`sqlite:${join(folder, "ostro.db")}`, words);
    tests.stdin.end(`${service.url}/v2\n`);
    for await (const line of { [Symbol.asyncIterator]: () => lines }) {
      const { test, error } = JSON.parse(line) as { test: string; error: string | null };
      const [name = ""] = test.split(".");
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (error !== null) failures.set(test, error);
    }
    await service.end("SIGTERM");
  }, 180_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.for(Object.entries(classes))("%s: all %i", ([name, count], context) => {
    if (missing !== undefined) context.skip(missing);
    const [, short = ""] = name.split(".");
    expect(counts.get(short)).toBe(count);
    expect([...failures].filter(([test]) => test.startsWith(`${short}.`) && known[test] === undefined)).toEqual([]);
  });
});
