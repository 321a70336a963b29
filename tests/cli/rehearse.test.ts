import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ostro } from "./host.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ostro-rehearse-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function rehearse(text: string, ...options: readonly string[]) {
  const file = join(folder, "rehearsal.yaml");
  await writeFile(file, text);
  return ostro(["rehearse", file, ...options]);
}

const workflow = `
text: |
  version: '2.0'
  order:
    input: [item]
    output: {price: <% $.price %>}
    tasks:
      ask: {action: shop.price item=<% $.item %>, publish: {price: <% task().result %>}, on-success: rest}
      rest: {action: std.sleep seconds=36000}
input: {item: tea}
`;

describe("ostro rehearse", () => {
  test.each(["good-night", "bad-night"])("the example %s is as expected", async (name) => {
    const { exitCode, out, err } = await ostro(["rehearse", `examples/rehearsal/${name}.yaml`]);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
    expect(out).not.toContain("FAIL");
  });

  test("prints one JSON document", async () => {
    const text = `${workflow}actions: {shop.price: {result: 3, after: 2}}\nexpect: {output: {price: 4}}\n`;
    const { exitCode, out } = await rehearse(text, "--output", "json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
      ok: false,
      checks: [{ what: "output", ok: false, expected: { price: 4 }, actual: { price: 3 } }],
      workflow_name: "order",
      state: "SUCCESS",
      state_info: null,
      output: { price: 3 },
      seconds: 36_002,
      tasks: [
        { name: "ask", state: "SUCCESS", state_info: null, result: 3, published: { price: 3 } },
        { name: "rest", state: "SUCCESS", state_info: null, result: null, published: {} },
      ],
      waits_for: [],
      unused: [],
    });
  });

  test("an action that nobody knows needs an answer", async () => {
    const { exitCode, out } = await rehearse(workflow);
    expect(exitCode).toBe(1);
    expect(out).toContain('FAIL  state: expected "SUCCESS", got "ERROR"');
  });

  const wrong: readonly (readonly [string, string, string])[] = [
    ["a mistake in the rehearsal", `${workflow}action: {}`, "'action' is not known here"],
    [
      "a definition with errors",
      "text: |\n  version: '2.0'\n  w: {tasks: {t: {on-success: u}}}\n",
      "Task 'u' not found.",
    ],
    ["input that is missing", workflow.replace("input: {item: tea}", ""), "missing=['item']"],
    ["a file that is not there", "file: nowhere.yaml", "nowhere.yaml"],
    ["an unknown workflow", `${workflow}workflow: buy\n`, "There is no workflow buy; there are: order"],
  ];

  test.each(wrong)("%s ends with 2", async (_what, text, message) => {
    const { exitCode, err, out } = await rehearse(text);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(message);
  });
});

describe("docs/guide/rehearsal.md", () => {
  test("says what happens", async () => {
    const guide = await readFile("docs/guide/rehearsal.md", "utf8");
    const blocks = [...guide.matchAll(/^```(yaml|console)\n(.*?)^```/gms)];
    let count = 0;
    for (const [, kind, text = ""] of blocks) {
      const [head = "", ...rest] = text.split("\n");
      if (kind === "yaml") {
        await writeFile(join(folder, head.replace("# ", "")), text);
        continue;
      }
      const { out } = await ostro(["rehearse", join(folder, head.replace("$ ostro rehearse ", ""))]);
      expect(out).toBe(rest.join("\n"));
      count += 1;
    }
    expect(count).toBe(4);
  });
});
