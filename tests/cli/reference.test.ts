import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ostro } from "./host.ts";

const page = readFileSync("docs/reference/command-line.md", "utf8");

/** The commands that a help text lists. */
function commandsIn(help: string): string[] {
  const [, list = ""] = help.split("Commands:\n");
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)].map((found) => found[1] ?? "").filter((name) => name !== "help");
}

test("the page of the command line names every command", async () => {
  const { out } = await ostro(["--help"]);
  const commands = commandsIn(out);
  expect(commands).toContain("run");
  expect(commands.filter((command) => !page.includes(`\`ostro ${command}`))).toEqual([]);
});

test.each(["workflow", "execution", "task", "action-execution", "db"])(
  "the page names every verb of %s",
  async (resource) => {
    const { out } = await ostro([resource, "--help"]);
    const line = page.split("\n").find((one) => one.includes(`\`ostro ${resource}`)) ?? "";
    const verbs = commandsIn(out);
    expect(verbs.length).toBeGreaterThan(1);
    expect(verbs.filter((verb) => !line.includes(verb))).toEqual([]);
  },
);

test.each([
  ["an unknown command", ["frobnicate"], "error: unknown command 'frobnicate'"],
  ["a file that is not there", ["check", "nowhere.yaml"], "Cannot read nowhere.yaml: ENOENT"],
  ["no expression", ["evaluate"], "Give an expression"],
  [
    "an input without a value",
    ["run", "examples/clean-up/import.yaml", "--input", "broken"],
    "--input takes NAME=VALUE or @FILE",
  ],
])("%s is wrong use, said in one line", async (_what, argv, message) => {
  const { exitCode, err } = await ostro(argv);
  expect(exitCode).toBe(2);
  expect(err).toContain(message);
});

test("a service that does not answer is told from wrong use", async () => {
  const { exitCode, err } = await ostro(["workflow", "list", "--url", "http://127.0.0.1:9"]);
  expect({ exitCode, err }).toEqual({
    exitCode: 3,
    err: "ostro: the service does not answer; is it running, and is --url right?\n",
  });
});
