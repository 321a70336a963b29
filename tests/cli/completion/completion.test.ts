import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ostro } from "../host.ts";

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ostro-completion-"));
  for (const shell of ["bash", "zsh", "fish"]) {
    writeFileSync(join(folder, shell), (await ostro(["completion", shell])).out);
  }
  writeFileSync(join(folder, "deploy.yaml"), "");
  // What the scripts ask for names.
  writeFileSync(join(folder, "ostro"), '#!/bin/sh\necho "asked-$1-$2"\n', { mode: 0o755 });
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(shell: string, argv: readonly string[]): string {
  const environment = { PATH: `${folder}:${process.env["PATH"] ?? ""}`, HOME: folder };
  const { stdout, stderr, error } = spawnSync(shell, argv, { cwd: folder, encoding: "utf8", env: environment });
  if (error !== undefined) throw error;
  return stdout + stderr;
}

function isMissing(shell: string): boolean {
  return spawnSync(shell, ["--version"]).error !== undefined;
}

/** What bash offers for the last of the words. */
function inBash(...words: readonly string[]): string[] {
  const quoted = ["ostro", ...words].map((word) => `'${word}'`).join(" ");
  const script = `. ./bash; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _ostro; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return run("bash", ["--norc", "-c", script])
    .split("\n")
    .filter((line) => line !== "");
}

describe("bash completes", () => {
  test.each([
    ["a command", ["workf"], ["workflow"]],
    ["a verb", ["execution", "st"], ["start", "stop"]],
    ["a verb after an option", ["execution", "watch", "--prof"], ["--profile"]],
    ["a choice", ["workflow", "list", "--output", ""], ["table", "json", "yaml", "name"]],
    ["a choice after =", ["workflow", "list", "--output", "=", "js"], ["json"]],
    ["a file", ["check", "dep"], ["deploy.yaml"]],
    ["a file for an option", ["impact", "x", "--before", "dep"], ["deploy.yaml"]],
    ["a name, of those that there are", ["workflow", "show", ""], ["asked-workflow-list"]],
    ["an execution of a task list", ["task", "list", "ask"], ["asked-execution-list"]],
    [
      "a word of Mistral's command",
      ["mistral", "workflow-get-d"],
      ["workflow-get-definition", "workflow-get-descendants"],
    ],
    ["a file of Mistral's command", ["mistral", "workflow-create", ""], ["deploy.yaml"]],
    ["nothing where anything may stand", ["execution", "start", "deploy", "--input", ""], []],
  ])("%s", (_what, words, expected) => {
    const offered = inBash(...words);
    expect(expected.every((word) => offered.includes(word))).toBe(true);
    if (words.at(-1) !== "") expect(offered.toSorted()).toEqual([...expected].toSorted());
  });
});

test("zsh reads its script and knows the words with their meaning", (context) => {
  if (isMissing("zsh")) context.skip("zsh is not installed");
  expect(run("zsh", ["-f", "-n", "./zsh"])).toBe("");
  const told = run("zsh", [
    "-f",
    "-c",
    '. ./zsh; _ostro_commands "ostro task"; _ostro_values "ostro task list --output"',
  ]);
  expect(told).toContain("rerun:run a failed task again\n");
  expect(told).toContain("\nyaml\n");
});

test("fish completes commands, options, values and names", (context) => {
  if (isMissing("fish")) context.skip("fish is not installed");
  const complete = (line: string): string => run("fish", ["-c", `source ./fish; complete -C '${line}'`]);
  expect(complete("ostro workf")).toBe("workflow\tdefinitions of workflows\n");
  expect(complete("ostro task list --outp")).toContain("--output\tform of the answer\n");
  expect(complete("ostro task list --output y")).toBe("yaml\n");
  expect(complete("ostro workflow show a")).toBe("asked-workflow-list\n");
  expect(complete("ostro check dep")).toContain("deploy.yaml");
});
