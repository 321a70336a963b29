import type { Command } from "commander";
import { isList, isMap, type Json, type JsonMap } from "../../core/base/index.ts";
import type { CliHost } from "../host.ts";
import { connect } from "../resources/remote.ts";
import { textOf } from "../run/execution-tree.ts";
import { drawDiff } from "./drawing/draw-diff.ts";
import { revisionNumber } from "./flattened.ts";
import { named, numberText, pathOf, showLines, type NamedOptions } from "./named.ts";

interface AgainstOptions extends NamedOptions {
  readonly against: string;
}

interface DiffOptions extends AgainstOptions {
  readonly revision?: number;
  readonly againstRevision?: number;
}

/** `ostro workflow diff NAME`, for the given command. */
export function diff(command: Command, host: CliHost): void {
  against(command.description("compare a workflow with its parent, or with another one"))
    .option("--revision <number>", "an older one of the workflow", revisionNumber)
    .option("--against-revision <number>", "an older one of the other", revisionNumber)
    .action(async (name: string, options: DiffOptions) => {
      const { namespace, revision, againstRevision } = options;
      const query = { namespace, against: options.against, revision, against_revision: againstRevision };
      const found = await connect(host, options).get(pathOf(name, "diff"), query);
      const lines = drawDiff(found);
      showLines(host, found, lines.length === 0 ? ["they are the same"] : lines, options);
    });
}

/** `ostro workflow conformance NAME`, for the given command. */
export function conformance(command: Command, host: CliHost): void {
  against(command.description("say how far a workflow conforms to its parent, or to another one"))
    .option("-l, --level <level>", "only this one: interface, life-cycle, protocol, projection, protocol-projection")
    .action(async (name: string, options: AgainstOptions & { readonly level?: string }) => {
      const { namespace, level } = options;
      const query = { namespace, against: options.against, level };
      const verdict = await connect(host, options).get(pathOf(name, "conformance"), query);
      showLines(host, verdict, drawVerdict(verdict), options);
    });
}

function against(command: Command): Command {
  return named(command).option("--against <workflow>", "name or id of the other one", "parent");
}

function drawVerdict({ against: other, level, tier, assumptions, refuted, undecided }: JsonMap): string[] {
  const witnesses = refuted !== undefined && isMap(refuted) ? Object.entries(refuted) : [];
  return [
    `against    ${textOf(other)}`,
    `level      ${textOf(level)} (tier ${numberText(tier)})`,
    ...line("assuming ", assumptions),
    ...witnesses.map(([name, witness]) => `refuted    ${name}: ${textOf(witness)}`),
    ...line("undecided", undecided),
  ];
}

function line(head: string, value: Json | undefined): string[] {
  const words = value !== undefined && isList(value) ? value.map(textOf) : [];
  return words.length === 0 ? [] : [`${head}  ${words.join(", ")}`];
}
