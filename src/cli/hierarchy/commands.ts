import type { Command } from "commander";
import { examples } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import { documentOption } from "../offline/commands.ts";
import { migrateMany } from "../resources/executions/migrate-many.ts";
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
  const diffing = program
    .command("diff")
    .description("compare two workflows of a file in their complete form")
    .argument("<file>", "workflows or a workbook")
    .argument("<from>", "the one that is looked from, such as the parent")
    .argument("<to>", "the other one")
    .addOption(documentOption())
    .action(async (file: string, from: string, to: string, options: { readonly output?: string }) =>
      done(await diffFileCommand(host, file, { from, to }, options.output)),
    );
  examples(diffing, "ostro diff family.yaml deploy_base deploy_web");
  const judging = remote(
    program.command("impact").description("say what a file does to the workflows that extend it").argument("<file>"),
  )
    .option("--before <file>", "the file as it was: says what the edits since then did")
    .option("--namespace <namespace>", "where the service has the workflows", "")
    .action(async (file: string, options: NamedOptions & ImpactOptions) =>
      done(await (options.url === undefined ? impactFileCommand : impactCommand)(host, file, options)),
    );
  examples(judging, "ostro impact family.yaml", "ostro impact family.yaml --before family.old.yaml");
  const drawing = remote(
    program
      .command("lineage")
      .description("draw the family tree of the workflows of a file, or of a stored workflow")
      .argument("<file|workflow>", "a file, or a name or id"),
  )
    .option("--namespace <namespace>", "where the name is looked up", "")
    .action(async (what: string, options: NamedOptions) => done(await lineageCommand(host, what, options)));
  examples(drawing, "ostro lineage family.yaml", "ostro lineage deploy_web");
}

/** The verbs of a stored workflow that have to do with its family, under `ostro workflow`. */
export function addFamilyVerbs(workflow: Command, host: CliHost, done: (code: number) => void): void {
  const add = (verb: string, define: (command: Command) => unknown, ...lines: readonly string[]): void => {
    const command = workflow.command(verb);
    define(command);
    examples(command, ...lines);
  };
  add("flatten", (command) => flatten(command, host), "ostro workflow flatten deploy_web --annotate");
  add("ancestors", (command) => ancestors(command, host), "ostro workflow ancestors deploy_web");
  add("descendants", (command) => descendants(command, host), "ostro workflow descendants deploy_base --recursive");
  add(
    "lineage",
    (command) =>
      named(command.description("draw the family tree of a workflow")).action(
        async (name: string, options: NamedOptions) => done(await lineageOf(host, name, options)),
      ),
    "ostro workflow lineage deploy_web",
  );
  add(
    "diff",
    (command) => diff(command, host),
    "ostro workflow diff deploy_web",
    "ostro workflow diff deploy_web --against deploy",
  );
  add("impact", (command) => impact(command, host, done), "ostro workflow impact family.yaml");
  add(
    "rebase",
    (command) => rebase(command, host),
    "ostro workflow rebase deploy_web --dry-run",
    "ostro workflow rebase deploy_web --parent deploy_base",
  );
  add(
    "conformance",
    (command) => conformance(command, host),
    "ostro workflow conformance deploy_web --level interface",
  );
  add(
    "migrate-executions",
    (command) => migrateMany(command, host, done),
    "ostro workflow migrate-executions deploy --dry-run",
    "ostro workflow migrate-executions deploy --filter state=PAUSED",
  );
  add("revisions", (command) => revisions(command, host), "ostro workflow revisions deploy_web");
}
