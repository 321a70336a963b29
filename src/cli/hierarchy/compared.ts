import type { Command } from "commander";
import type { CliHost } from "../host.ts";
import { connect } from "../resources/remote.ts";
import { drawDiff } from "./drawing/draw-diff.ts";
import { drawVerdict } from "./drawing/draw-verdict.ts";
import { revisionNumber } from "./flattened.ts";
import { named, pathOf, showLines, type NamedOptions } from "./named.ts";

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
