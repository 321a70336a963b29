import { Option, type Command } from "commander";
import type { CliHost } from "../host.ts";
import { remote } from "../resources/remote.ts";
import { conformance, diff } from "./compared.ts";
import { diffFileCommand } from "./diff-file.ts";
import { flatten } from "./flattened.ts";
import { impact, impactCommand } from "./impact.ts";
import { impactFileCommand, type ImpactOptions } from "./impact-file.ts";
import { lineageCommand, lineageOf } from "./lineage.ts";
import { named, type NamedOptions } from "./named.ts";
import { rebase } from "./rebased.ts";
import { ancestors, descendants } from "./relatives.ts";
import { revisions } from "./revisions.ts";

/** What can be said of hierarchies without naming a resource first: about a file, or a file and a service. */
export function addHierarchy(program: Command, host: CliHost, done: (code: number) => void): void {
  program
    .command("diff")
    .description("compare two workflows of a file in their complete form")
    .argument("<file>", "workflows or a workbook")
    .argument("<from>", "the one that is looked from, such as the parent")
    .argument("<to>", "the other one")
    .addOption(
      new Option("-o, --output <form>", "json prints one JSON document and nothing else").choices(["json", "text"]),
    )
    .action(async (file: string, from: string, to: string, options: { readonly output?: string }) =>
      done(await diffFileCommand(host, file, { from, to }, options.output)),
    );
  remote(
    program.command("impact").description("say what a file does to the workflows that extend it").argument("<file>"),
  )
    .option("--before <file>", "the file as it was: says what the edits since then did")
    .option("--namespace <namespace>", "where the service has the workflows", "")
    .action(async (file: string, options: NamedOptions & ImpactOptions) =>
      done(await (options.url === undefined ? impactFileCommand : impactCommand)(host, file, options)),
    );
  remote(
    program
      .command("lineage")
      .description("draw the family tree of the workflows of a file, or of a stored workflow")
      .argument("<file|workflow>", "a file, or a name or id"),
  )
    .option("--namespace <namespace>", "where the name is looked up", "")
    .action(async (what: string, options: NamedOptions) => done(await lineageCommand(host, what, options)));
}

/** The verbs of a stored workflow that have to do with its family, under `ostro workflow`. */
export function addFamilyVerbs(workflow: Command, host: CliHost, done: (code: number) => void): void {
  flatten(workflow.command("flatten"), host);
  ancestors(workflow.command("ancestors"), host);
  descendants(workflow.command("descendants"), host);
  named(workflow.command("lineage").description("draw the family tree of a workflow")).action(
    async (name: string, options: NamedOptions) => done(await lineageOf(host, name, options)),
  );
  diff(workflow.command("diff"), host);
  impact(workflow.command("impact"), host, done);
  rebase(workflow.command("rebase"), host);
  conformance(workflow.command("conformance"), host);
  revisions(workflow.command("revisions"), host);
}
