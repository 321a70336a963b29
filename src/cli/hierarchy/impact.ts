import type { Command } from "commander";
import { exitCodes, type ExitCode } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { isMap } from "../../core/base/index.ts";
import { readText } from "../offline/file.ts";
import { connect, remote } from "../resources/remote.ts";
import { drawReport } from "./drawing/draw-report.ts";
import { showLines, type NamedOptions } from "./named.ts";

/**
 * `ostro workflow impact FILE`, for the given command.
 *
 * @param done gets the exit code: 2 when followers would break
 */
export function impact(command: Command, host: CliHost, done: (code: number) => void): void {
  remote(command.description("say what writing a file would do to those who extend it").argument("<file>"))
    .option("--namespace <namespace>", "where its workflows are", "")
    .action(async (file: string, options: NamedOptions) => done(await impactCommand(host, file, options)));
}

/**
 * Asks the service what an update with a file would do, by a dry run.
 *
 * @returns 2 when followers would break
 * @throws CliError, ServiceError
 */
export async function impactCommand(host: CliHost, file: string, options: NamedOptions): Promise<ExitCode> {
  const text = await readText(host, file);
  const query = { namespace: options.namespace, dry_run: true };
  const report = await connect(host, options).sendText("PUT", "/v2/workflows", text, query);
  showLines(host, report, drawReport(report), options);
  const counts = report["descendants"];
  return counts !== undefined && isMap(counts) && counts["broken"] !== 0 ? exitCodes.wrongUse : exitCodes.done;
}
