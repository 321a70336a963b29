import { CliError, exitCodes, type ExitCode } from "./exit.ts";
import type { CliHost, GivenSettings } from "./host.ts";
import { documentText, isForPrograms } from "./output/document.ts";

export interface DoctorOptions extends GivenSettings {
  readonly execution?: string;
  readonly limit: number;
  /** Seconds. */
  readonly patience: number;
  readonly output?: string;
}

/**
 * `ostro doctor`: looks through the database, beside a service that works with it.
 *
 * @returns 1 when there is a problem
 * @throws CliError when there is no such execution, ServiceProblem
 */
export async function doctorCommand(host: CliHost, options: DoctorOptions): Promise<ExitCode> {
  const { execution: executionId, limit, patience, output, ...settings } = options;
  const report = await host.database.examine(settings, {
    limit,
    patienceMs: patience * 1000,
    ...(executionId === undefined ? {} : { executionId }),
  });
  if (report === undefined) {
    throw new CliError(`There is no execution ${executionId}.\nSee them with: ostro execution list`);
  }
  host.out(isForPrograms(output) ? documentText(report.document, output) : report.text);
  return report.isHealthy ? exitCodes.done : exitCodes.notSucceeded;
}
