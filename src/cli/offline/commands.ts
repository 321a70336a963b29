import { InvalidArgumentError, Option, type Command } from "commander";
import { examples } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import { runCommand, type RunOptions } from "../run/run.ts";
import { checkCommand } from "./check.ts";
import { evaluateCommand, type EvaluateOptions } from "./evaluate.ts";
import { flattenCommand, type FlattenOptions } from "./flatten.ts";
import { rehearseCommand } from "./rehearse.ts";
import { schemaCommand } from "./schema.ts";

/** What needs no service but a file. */
export function addOffline(program: Command, host: CliHost, done: (code: number) => void): void {
  addRun(program, host, done);
  const check = program
    .command("check")
    .description("find every problem of a file of definitions")
    .argument("<file>", "workflows, a workbook or ad-hoc actions")
    .addOption(documentOption())
    .action(async (file: string, options: { output?: string }) => done(await checkCommand(host, file, options.output)));
  examples(check, "ostro check deploy.yaml");
  const flatten = program
    .command("flatten")
    .description("show what workflows become through inheritance")
    .argument("<file>", "workflows or a workbook")
    .argument("[workflow]", "only this one")
    .option("-a, --annotate", "say on each line where it is from")
    .addOption(new Option("-o, --output <form>", "json prints one document with the origins").choices(["text", "json"]))
    .action(async (file: string, workflow: string | undefined, options: FlattenOptions) =>
      done(await flattenCommand(host, file, workflow, options)),
    );
  examples(flatten, "ostro flatten family.yaml --annotate");
  const rehearse = program
    .command("rehearse")
    .description("run a workflow with made-up results of its actions and see whether it does what is expected")
    .argument("<file>", "what the workflow gets, what its actions answer, what is to come out")
    .addOption(documentOption())
    .action(async (file: string, options: { output?: string }) =>
      done(await rehearseCommand(host, file, options.output)),
    );
  examples(rehearse, "ostro rehearse rehearsal.yaml");
  addSchema(program, host);
  const evaluate = program
    .command("evaluate")
    .description("try a YAQL or Jinja expression")
    .argument("[expression]", "with or without its <% %> or {{ }}")
    .addOption(new Option("-l, --lang <language>", "language of a bare expression").choices(["yaql", "jinja"]))
    .option("-d, --data <file>", "JSON file with the data context ($ in YAQL, _ in Jinja)")
    .option("--batch", "read JSON lines {id, expr, data} from standard input, write one line for each")
    .action(async (expression: string | undefined, options: EvaluateOptions) =>
      done(await evaluateCommand(host, expression, options)),
    );
  examples(
    evaluate,
    "ostro evaluate '$.names.join(\", \")' --data names.json",
    "ostro evaluate '{{ _.names | length }}' --data names.json",
  );
}

function addSchema(program: Command, host: CliHost): void {
  const schema = program
    .command("schema")
    .description("print the language as JSON Schema, for editors that complete and check")
    .action(() => schemaCommand(host));
  examples(schema, "ostro schema");
}

function addRun(program: Command, host: CliHost, done: (code: number) => void): void {
  const run = program
    .command("run")
    .description("run a workflow of a file on this machine and show how it goes")
    .argument("<file>", "definitions: workflows or a workbook")
    .argument("[workflow]", "which one; not needed where it is clear")
    .option(
      "-i, --input <name=value>",
      "an input, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .option(
      "-p, --param <name=value>",
      "a parameter of the execution such as env or task_name (may be repeated)",
      collect,
      [],
    )
    .option("--database <url>", "keep definitions and executions there; without it nothing is left behind")
    .option("-q, --quiet", "show only the output")
    .addOption(documentOption())
    .action(async (file: string, workflow: string | undefined, options: RunOptions) =>
      done(await runCommand(host, file, workflow, options)),
    );
  examples(run, "ostro run deploy.yaml --input version=2", "ostro run family.yaml deploy_web --quiet --output json");
}

/** The forms of what is no table. */
export function documentOption(): Option {
  return new Option("-o, --output <form>", "json or yaml prints one document and nothing else").choices([
    "text",
    "json",
    "yaml",
  ]);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  if (value === "") throw new InvalidArgumentError("It must not be empty.");
  return [...before, value];
}
