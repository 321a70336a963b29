import type { Command } from "commander";
import { Client, type CloudEvent } from "../../../client/index.ts";
import { examples } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import type { Column } from "../../output/columns.ts";
import { readValues } from "../../run/values.ts";
import { collect, connect, remote, type RemoteOptions } from "../remote.ts";
import { showRows } from "../show.ts";

const columns: readonly Column[] = [
  { title: "ID", key: "id", isWhole: true },
  { title: "STATE", key: "state", isWhole: true },
];

interface SendOptions extends RemoteOptions {
  readonly data: readonly string[];
  readonly source: string;
  readonly id?: string;
}

/** `ostro event ...` */
export function eventCommands(command: Command, host: CliHost): void {
  const send = remote(
    command
      .command("send")
      .description("tell of an event, which starts the workflows of the triggers that wait for it")
      .argument("<exchange>", "as event triggers name it")
      .argument("<topic>", "as event triggers name it")
      .argument("<type>", "type of the event: file.created"),
  )
    .option(
      "-d, --data <name=value>",
      "what it says, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .option("--source <source>", "who tells of it", "ostro")
    .option("--id <id>", "its id: what comes twice from one source starts nothing twice (default: a new one)")
    .action(async (exchange: string, topic: string, type: string, options: SendOptions) => {
      const { id = crypto.randomUUID(), source } = options;
      const data = await readValues(host, options.data, "--data");
      const event: CloudEvent = { id, source, type, ...(Object.keys(data).length === 0 ? {} : { data }) };
      const receipts = await new Client(connect(host, options)).events.tell(exchange, topic, event);
      showRows(
        host,
        receipts.map((receipt) => ({ ...receipt })),
        columns,
        options,
      );
    });
  examples(send, "ostro event send shop uploads file.created --data name=a.csv");
}
