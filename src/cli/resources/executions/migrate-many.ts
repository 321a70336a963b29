import type { Command } from "commander";
import type { Json, JsonMap } from "../../../core/base/index.ts";
import { pathOf, type Connection, type MigratedExecutions, type Query } from "../../../client/index.ts";
import { CliError, exitCodes } from "../../exit.ts";
import type { CliHost } from "../../host.ts";
import { isForPrograms } from "../../output/document.ts";
import { collect, connect } from "../remote.ts";
import { showRows, showValue } from "../show.ts";
import { reasonOf } from "./draw-migration.ts";
import { moveOf, moving, type MoveOptions } from "./migrate.ts";

interface ManyOptions extends MoveOptions {
  readonly namespace: string;
  readonly filter: readonly string[];
}

type Counts = MigratedExecutions["counts"];

const columns = [
  { title: "ID", key: "id", isWhole: true },
  { title: "OUTCOME", key: "outcome", isWhole: true },
  { title: "WHY", key: "why" },
] as const;

/**
 * `ostro workflow migrate-executions NAME`, for the given command: page by page, and each page says how far it is.
 *
 * @param done gets the exit code: 1 when an execution stays as it is
 */
export function migrateMany(command: Command, host: CliHost, done: (code: number) => void): void {
  moving(
    command
      .description("let the executions of a workflow that have not ended go on by another revision of it")
      .argument("<workflow>", "name or id"),
  )
    .option("--namespace <namespace>", "where the name is looked up", "")
    .option("-f, --filter <field=value>", "only those executions, as in state=PAUSED (may be repeated)", collect, [])
    .action(async (name: string, options: ManyOptions) => {
      const counts: Counts = { moved: 0, movable: 0, refused: 0, not_paused: 0, gone: 0 };
      const left: JsonMap[] = [];
      for await (const page of pages(connect(host, options), name, moveOf(options), queryOf(options))) {
        for (const what of Object.keys(counts) as (keyof Counts)[]) counts[what] += page.counts[what];
        left.push(...page.executions.filter(({ outcome }) => outcome === "refused" || outcome === "not_paused"));
        const seen = Object.values(counts).reduce((a, b) => a + b, 0);
        host.err(`${seen} of ${seen + page.total - page.executions.length}: ${told(counts)}\n`);
      }
      if (isForPrograms(options.output)) showValue(host, { counts: { ...counts }, left }, options);
      else if (left.length > 0)
        showRows(
          host,
          left.map((one) => ({ ...one, why: reasonOf(one) })),
          columns,
          options,
        );
      done(left.length === 0 ? exitCodes.done : exitCodes.notSucceeded);
    });
}

async function* pages(
  connection: Connection,
  name: string,
  move: JsonMap,
  query: Query,
): AsyncGenerator<Omit<MigratedExecutions, "executions"> & { readonly executions: readonly JsonMap[] }> {
  const path = pathOf("workflows", name, "migrate_executions");
  for (let marker: Json = ""; marker !== null;) {
    const body: JsonMap = marker === "" ? move : { ...move, marker };
    const page: MigratedExecutions = await connection.post(path, body, query);
    yield { ...page, executions: page.executions as readonly unknown[] as readonly JsonMap[] };
    marker = page.next;
  }
}

/** @throws CliError */
function queryOf({ filter, namespace }: ManyOptions): Query {
  const pairs = filter.map((one) => {
    const at = one.indexOf("=");
    if (at <= 0) throw new CliError(`--filter takes FIELD=VALUE, not '${one}'.`);
    return [one.slice(0, at), one.slice(at + 1)];
  });
  return { namespace, ...(Object.fromEntries(pairs) as Query) };
}

function told(counts: Counts): string {
  const words = { moved: "moved", movable: "can be moved", refused: "refused", not_paused: "not paused", gone: "gone" };
  const parts = Object.entries(words).filter(([what]) => counts[what as keyof Counts] > 0);
  return parts.map(([what, word]) => `${counts[what as keyof Counts]} ${word}`).join(", ") || "none";
}
