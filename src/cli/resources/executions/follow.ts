import type { Command } from "commander";
import { pathOf } from "../../../client/index.ts";
import { exitCodes } from "../../exit.ts";
import { examples, sample } from "../../help/examples.ts";
import { canRedraw, type CliHost } from "../../host.ts";
import { isForPrograms } from "../../output/document.ts";
import { embedded } from "../../run/execution-tree.ts";
import { isSaid } from "../../run/outcome.ts";
import { watch } from "../../run/watch.ts";
import { connect, remote, type RemoteOptions } from "../remote.ts";
import { showRecord, showValue } from "../show.ts";

/** `ostro execution watch ID` */
export function addFollowing(command: Command, host: CliHost, done: (code: number) => void): void {
  const watching = remote(
    command
      .command("watch")
      .description("follow an execution until it has ended or is paused; the exit code says whether it succeeded")
      .argument("<id>", "id of the execution"),
  );
  watching.action(async (id: string, options: RemoteOptions) => done(await follow(host, id, options)));
  examples(watching, `ostro execution watch ${sample.execution}`);
}

/**
 * Shows how an execution goes on, and what came out.
 *
 * @returns 0 when it ended in SUCCESS, else 1
 */
export async function follow(host: CliHost, id: string, options: RemoteOptions): Promise<number> {
  const connection = connect(host, options);
  const tree = await watch(host, connection, id, canRedraw(host) ? "live" : "lines");
  const execution = await connection.get(pathOf("executions", id));
  if (isForPrograms(options.output)) showRecord(host, execution, options);
  else {
    const { state, stateInfo } = tree;
    if (state !== "SUCCESS" && stateInfo !== null) host.err(`${stateInfo.trimEnd()}\n`);
    if (!isSaid(embedded(execution["output"]), stateInfo)) showValue(host, execution["output"]);
  }
  return tree.state === "SUCCESS" ? exitCodes.done : exitCodes.notSucceeded;
}
