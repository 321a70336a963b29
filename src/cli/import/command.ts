import { Option, type Command } from "commander";
import type { JsonMap } from "../../core/base/index.ts";
import { Connection } from "../../client/index.ts";
import { CliError, exitCodes, type ExitCode } from "../exit.ts";
import { examples } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import { table, type Column } from "../output/columns.ts";
import { documentText, isForPrograms } from "../output/document.ts";
import { reach } from "../profiles/reach.ts";
import { positive, remote, type RemoteOptions } from "../resources/remote.ts";
import { paperOf } from "../resources/show.ts";
import { carryOut, rehearse, type Outcome } from "./carry.ts";
import { planFor, type OnConflict, type Step } from "./plan.ts";
import { Progress } from "./progress.ts";
import { kinds, readItems, type Kind } from "./source.ts";

interface ImportOptions extends RemoteOptions {
  readonly from?: string;
  readonly fromToken?: string;
  readonly only?: readonly Kind[];
  readonly onConflict: OnConflict;
  readonly dryRun?: boolean;
  readonly pageSize: number;
}

const columns: readonly Column[] = [
  { title: "KIND", key: "kind", isWhole: true },
  { title: "NAME", key: "name" },
  { title: "NAMESPACE", key: "namespace", rank: 1 },
  { title: "OUTCOME", key: "outcome", isWhole: true },
  { title: "WHY", key: "why" },
];

/** `ostro import mistral --from URL` */
export function importCommands(group: Command, host: CliHost, done: (code: number) => void): void {
  const command = remote(
    group
      .command("mistral")
      .description(
        "bring over definitions, environments and triggers of a running Mistral (or Ostro), by its REST interface",
      )
      .option("--from <url>", "address of the Mistral (env: OS_MISTRAL_URL, or a login by OS_AUTH_URL and its kin)")
      .option("--from-token <token>", "a token for it (env: OS_AUTH_TOKEN or OS_TOKEN)"),
  )
    .addOption(new Option("--only <kinds>", `some of ${kinds.join(", ")}; with commas`).argParser(kindsOf))
    .addOption(
      new Option("--on-conflict <what>", "what happens where another one of the same name is there")
        .choices(["report", "skip", "replace"])
        .default("report"),
    )
    .option("--dry-run", "change nothing and say what would be done")
    .option("--page-size <number>", "rows that are asked for at once", positive, 100)
    .action(async (options: ImportOptions) => done(await importCommand(host, options)));
  examples(
    command,
    "ostro import mistral --from http://mistral.example:8989 --dry-run",
    "ostro import mistral --from http://mistral.example:8989 --only workflow,environment --on-conflict replace",
  );
}

async function importCommand(host: CliHost, options: ImportOptions): Promise<ExitCode> {
  const [source, target] = [sourceOf(host, options), targetOf(host, options)];
  const { pageSize, onConflict } = options;
  const wanted = kinds.filter((kind) => options.only?.includes(kind) ?? true);
  const items = await readItems({ connection: source, pageSize }, wanted);
  const there = await readItems({ connection: target, pageSize }, wanted);
  const steps = planFor(items, there, onConflict);
  const outcomes = options.dryRun === true ? await rehearse(target, steps) : await carryAll(host, target, steps);
  report(host, outcomes, options);
  const isWhole = outcomes.every(({ outcome }) => {
    return outcome !== "failed" && (outcome !== "conflict" || onConflict === "skip");
  });
  return isWhole ? exitCodes.done : exitCodes.notSucceeded;
}

async function carryAll(host: CliHost, target: Connection, steps: readonly Step[]): Promise<Outcome[]> {
  const progress = new Progress(host, steps.length);
  try {
    return await carryOut(target, steps, Date.now(), ({ item, outcome }) => {
      progress.step(`${outcome} ${item.kind} ${item.name}`);
    });
  } finally {
    progress.end();
  }
}

function report(host: CliHost, outcomes: readonly Outcome[], { output }: ImportOptions): void {
  const rows = outcomes.map(({ item, outcome, why }): JsonMap => {
    const { kind, name, namespace } = item;
    return { kind, name, namespace, outcome, why };
  });
  const counts = Object.fromEntries(
    [...Map.groupBy(outcomes, ({ outcome }) => outcome)].map(([outcome, some]) => [outcome, some.length]),
  );
  if (isForPrograms(output)) host.out(documentText({ items: rows, counts }, output));
  else if (output === "name") host.out(outcomes.map(({ item }) => `${item.name}\n`).join(""));
  else {
    const said = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
    host.out(`${table(columns, rows, paperOf(host))}${said.length === 0 ? "" : `${said.join(", ")}\n`}`);
  }
}

/** The variables of Mistral's client belong to the Mistral here, and those of Ostro to Ostro: no token goes to the other. */
function sourceOf(host: CliHost, { from, fromToken }: ImportOptions): Connection {
  const mistral = Object.entries(host.environment).filter(([name]) => name.startsWith("OS_"));
  const given = {
    ...(from === undefined ? {} : { OS_MISTRAL_URL: from }),
    ...(fromToken === undefined ? {} : { OS_AUTH_TOKEN: fromToken }),
  };
  const environment: CliHost["environment"] = { ...Object.fromEntries(mistral), ...given };
  if (environment["OS_MISTRAL_URL"] === undefined && environment["OS_AUTH_URL"] === undefined) {
    throw new CliError("Say where the Mistral is, with --from URL (or OS_MISTRAL_URL, or OS_AUTH_URL and its kin).");
  }
  return new Connection(reach({ ...host, environment }, {}));
}

function targetOf(host: CliHost, options: ImportOptions): Connection {
  const others = Object.entries(host.environment).filter(([name]) => !name.startsWith("OS_"));
  return new Connection(reach({ ...host, environment: Object.fromEntries(others) }, options));
}

/** @throws CliError */
function kindsOf(text: string): readonly Kind[] {
  return text.split(",").map((word) => {
    const kind = kinds.find((one) => one === word.trim() || `${one}s` === word.trim());
    if (kind === undefined) throw new CliError(`--only takes ${kinds.join(", ")}, not '${word}'.`);
    return kind;
  });
}
