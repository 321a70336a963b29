import type { Command } from "commander";
import { writeJson, type Json, type JsonMap } from "../../core/base/index.ts";
import type { CliHost } from "../host.ts";
import { documentText, isForPrograms } from "../output/document.ts";
import { remote, type RemoteOptions } from "../resources/remote.ts";

/** What a command about one stored workflow takes. */
export interface NamedOptions extends RemoteOptions {
  readonly namespace: string;
}

/** Gives a command what it takes to name a workflow. */
export function named(command: Command): Command {
  const taking = remote(command.argument("<workflow>", "name or id"));
  return taking.option("--namespace <namespace>", "where the name is looked up", "");
}

/** The address of a workflow, or of something under it. */
export function pathOf(identifier: string, ...under: readonly string[]): string {
  return ["/v2/workflows", encodeURIComponent(identifier), ...under].join("/");
}

/** Prints an answer: as it came for programs, as lines for people. */
export function showLines(host: CliHost, answer: JsonMap, lines: readonly string[], { output }: RemoteOptions): void {
  if (isForPrograms(output)) host.out(documentText(answer, output));
  else host.out(lines.map((line) => `${line}\n`).join(""));
}

/** A field that is always a number, as text. */
export function numberText(value: Json | undefined): string {
  return writeJson(value ?? null);
}
