import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { missingMistral } from "../../e2e/mistral.ts";
import { commandsIn } from "../help/crawl.ts";
import { ostro } from "../host.ts";

interface Recorded {
  readonly commands: Readonly<
    Record<string, { readonly arguments: readonly string[]; readonly options: readonly string[] }>
  >;
  /** Options before the word, and whether they take a value. */
  readonly shell: Readonly<Record<string, boolean>>;
}

/** The commands of python-mistralclient 4.5.0, as words.py found them. */
const text = readFileSync(join(import.meta.dirname, "words.json"), "utf8");
const { commands, shell } = JSON.parse(text) as Recorded;
const guide = readFileSync("docs/guide/from-mistral.md", "utf8").replaceAll("\\|", "|");

/** Arguments as the help of a command shows them, without their names. */
function argumentsIn(help: string): string[] {
  const [usage = ""] = help.split("\n\n");
  const parts = usage.replaceAll(/\s+/g, " ").matchAll(/<[\w|-]+(\.\.\.)?>|\[[\w|-]+(\.\.\.)?\]/g);
  return [...parts]
    .map(([part]) => part)
    .filter((part) => part !== "[options]")
    .map((part) => `${part[0]}${part.includes("...") ? "..." : ""}${part.at(-1)}`);
}

test("every word of the command is there", async () => {
  const { out } = await ostro(["mistral", "--help"]);
  const there = new Set([...commandsIn(out), "help"]);
  expect(Object.keys(commands).length).toBeGreaterThan(70);
  expect(Object.keys(commands).filter((word) => !there.has(word))).toEqual([]);
});

test("every word takes the arguments and options that it takes there", async () => {
  const differences: string[] = [];
  for (const [word, { arguments: given, options }] of Object.entries(commands)) {
    if (word === "help") continue;
    const { out } = await ostro(["mistral", word, "--help"]);
    const known = new Set([...out.matchAll(/(?<=^ {2}|, )--?[\w-]+/gm)].map(([flag]) => flag));
    const missing = options.filter((flag) => !known.has(flag));
    if (missing.length > 0) differences.push(`${word} does not take ${missing.join(", ")}`);
    const taken = argumentsIn(out);
    if (taken.join(" ") !== given.join(" "))
      differences.push(`${word} takes ${taken.join(" ")}, not ${given.join(" ")}`);
  }
  expect(differences).toEqual([]);
});

test("every option before the word is taken", async () => {
  const refused: string[] = [];
  for (const [flag, takesValue] of Object.entries(shell)) {
    const { exitCode } = await ostro(["mistral", flag, ...(takesValue ? ["x"] : []), "workflow-list", "--help"]);
    if (exitCode !== 0) refused.push(flag);
  }
  expect(refused).toEqual([]);
});

test("the page for those who come from Mistral says what each word is now", () => {
  const rows = new Set([...guide.matchAll(/^\| `mistral ([\w-]+)/gm)].map(([, word]) => word));
  expect(Object.keys(commands).filter((word) => !rows.has(word))).toEqual([]);
});

test("and names only commands that there are", async () => {
  const lines = [...guide.matchAll(/^\| `mistral [\w-]+.*?` \| (.*) \|$/gm)].map(([, now = ""]) => now);
  // A verb follows a resource; what follows another command is its argument.
  const named = lines
    .filter((now) => !/`ostro (completion|help)/.test(now))
    .flatMap((now) => [...now.matchAll(/`ostro ([a-z-]+)(?: ([a-z|-]+))?/g)]);
  const wrong: string[] = [];
  for (const [, command = "", verbs] of named) {
    for (const verb of verbs === undefined ? [undefined] : verbs.split("|")) {
      const words = verb === undefined ? [command] : [command, verb];
      const { exitCode, out } = await ostro([...words, "--help"]);
      if (exitCode !== 0 || !out.startsWith(`Usage: ostro ${words.join(" ")} `)) wrong.push(words.join(" "));
    }
  }
  expect(named.length).toBeGreaterThan(70);
  expect(wrong).toEqual([]);
});

test.runIf(process.env["OSTRO_LONG"] === "1")("the recorded words are those of the installed command", (context) => {
  const missing = missingMistral();
  if (missing !== undefined) context.skip(missing);
  const { stdout } = spawnSync("/usr/bin/python3", [join(import.meta.dirname, "words.py")], { encoding: "utf8" });
  expect(stdout).toBe(text);
});
