import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandsIn } from "./help/crawl.ts";
import { ostro } from "./host.ts";

const page = readFileSync("docs/reference/command-line.md", "utf8");
const commands = commandsIn((await ostro(["--help"])).out);

test("the page of the command line names every command", () => {
  expect(commands).toContain("run");
  expect(commands.filter((command) => !page.includes(`\`ostro ${command}`))).toEqual([]);
});

test("the page names every verb of every resource", async () => {
  const missing: string[] = [];
  for (const resource of commands.filter((command) => command !== "mistral")) {
    const line = page
      .split("\n")
      .filter((one) => one.includes(`\`ostro ${resource}`))
      .join("\n");
    const verbs = commandsIn((await ostro([resource, "--help"])).out);
    missing.push(...verbs.filter((verb) => !line.includes(verb)).map((verb) => `${resource} ${verb}`));
  }
  expect(missing).toEqual([]);
});

test.each([
  ["an unknown command", ["frobnicate"], "error: unknown command 'frobnicate'"],
  ["a word that is nearly right", ["workflow", "lst"], "(Did you mean list?)"],
  ["a file that is not there", ["check", "nowhere.yaml"], "Cannot read nowhere.yaml: ENOENT"],
  ["no expression", ["evaluate"], "Give an expression"],
  [
    "an input without a value",
    ["run", "examples/clean-up/import.yaml", "--input", "broken"],
    "--input takes NAME=VALUE or @FILE",
  ],
  ["no address", ["workflow", "list", "--url", "ostro"], "'ostro' is no address of a service"],
])("%s is wrong use, said in one line", async (_what, argv, message) => {
  const { exitCode, err } = await ostro(argv);
  expect(exitCode).toBe(2);
  expect(err).toContain(message);
});

test("a service that does not answer is told from wrong use", async () => {
  const { exitCode, err } = await ostro(["workflow", "list", "--url", "http://127.0.0.1:1"]);
  expect(exitCode).toBe(3);
  expect(err).toMatch(
    /^The service does not answer at http:\/\/127\.0\.0\.1:1 \(.+\)\. Is it running \('ostro serve'\), and is the address right \(--url, OSTRO_URL or a profile\)\?\n$/,
  );
});
