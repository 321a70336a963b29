import { exitCodes, type ExitCode } from "./exit.ts";
import type { CliHost, GivenSettings } from "./host.ts";

/**
 * `ostro serve`: runs the service until it is told to end; a second signal ends it at once.
 *
 * @throws ServiceProblem
 */
export async function serveCommand(host: CliHost, settings: GivenSettings): Promise<ExitCode> {
  // Asked for before the start, so that a signal which comes just after the first line is not lost.
  const interrupted = host.interrupted();
  const service = await host.serve(settings);
  host.out(`listening on ${service.url}\n`);
  host.err(`database ${withoutPassword(service.database)}\n`);
  await interrupted;
  host.err("stopping: no new work is taken, running actions may end\n");
  const isImpatient = host.interrupted().then(() => false);
  const isInOrder = await Promise.race([service.stop().then(() => true), isImpatient]);
  return isInOrder ? exitCodes.done : exitCodes.serviceFailed;
}

function withoutPassword(url: string): string {
  return url.replace(/:[^:@/]*@/, ":***@");
}
