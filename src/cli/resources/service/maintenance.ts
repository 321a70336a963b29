import type { Command } from "commander";
import { Client } from "../../../client/index.ts";
import { examples } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { connect, remote, type RemoteOptions } from "../remote.ts";
import { showRecord } from "../show.ts";

/** `ostro maintenance ...` */
export function maintenanceCommands(command: Command, host: CliHost): void {
  const show = remote(command.command("show").description("say whether the service takes work"));
  show.action(async (options: RemoteOptions) =>
    showRecord(host, { status: await new Client(connect(host, options)).service.maintenance() }, options),
  );
  examples(show, "ostro maintenance show");
  const change = (verb: string, description: string, status: "PAUSED" | "RUNNING"): void => {
    const changing = remote(command.command(verb).description(description));
    changing.action(async (options: RemoteOptions) => {
      showRecord(host, { status: await new Client(connect(host, options)).service.changeMaintenance(status) }, options);
    });
    examples(changing, `ostro maintenance ${verb}`);
  };
  change("pause", "pause all executions and take no new work", "PAUSED");
  change("resume", "go on with what was paused and take work again", "RUNNING");
}
