import type { Command } from "commander";
import type { JsonMap } from "../../../core/base/index.ts";
import { Client } from "../../../client/index.ts";
import { exitCodes } from "../../exit.ts";
import { examples } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import type { Column } from "../../output/columns.ts";
import { rowsOf } from "../../run/execution-tree.ts";
import { connect, remote, targeted, type RemoteOptions } from "../remote.ts";
import { showRecord, showRows } from "../show.ts";

const nodes: readonly Column[] = [
  { title: "NAME", key: "name", isWhole: true },
  { title: "TYPE", key: "type", isWhole: true },
];

const workers: readonly Column[] = [
  { title: "ID", key: "id", isWhole: true },
  { title: "STARTED", key: "started_at", isWhole: true },
  { title: "HEARTBEAT", key: "heartbeat_at", isWhole: true },
];

/**
 * `ostro service ...`
 *
 * @param done gets the exit code: 3 when the service is not ready
 */
export function serviceCommands(command: Command, host: CliHost, done: (code: number) => void): void {
  const list = remote(command.command("list").description("list the nodes that are alive and what each does"));
  list.action(async (options: RemoteOptions) => {
    showRows(host, rowsOf(await connect(host, options).get("/v2/services"), "services"), nodes, options);
  });
  examples(list, "ostro service list");
  const status = remote(command.command("status").description("say whether the service is ready and takes work"));
  status.action(async (options: RemoteOptions) => {
    const found = await statusOf(host, options);
    showRecord(host, found, options);
    done(found["ready"] === true ? exitCodes.done : exitCodes.serviceFailed);
  });
  examples(status, "ostro service status", "ostro service status --output json");
  const info = remote(command.command("info").description("show what the deployment says of itself"));
  info.action(async (options: RemoteOptions) => showRecord(host, await connect(host, options).get("/info"), options));
  examples(info, "ostro service info");
  const metrics = targeted(
    command.command("metrics").description("print what the node that answers counts, for Prometheus"),
  );
  metrics.action(async (options: RemoteOptions) =>
    host.out(await new Client(connect(host, options)).service.metrics()),
  );
  examples(metrics, "ostro service metrics");
  const worker = remote(command.command("workers").description("list the workers that are alive"));
  worker.action(async (options: RemoteOptions) => {
    showRows(host, rowsOf(await connect(host, options).get("/v2/workers"), "workers"), workers, options);
  });
  examples(worker, "ostro service workers");
}

async function statusOf(host: CliHost, options: RemoteOptions): Promise<JsonMap> {
  const { service } = new Client(connect(host, options));
  const readiness = await service.readiness();
  return readiness.ready ? { ready: true, maintenance: await service.maintenance() } : { ...readiness };
}
