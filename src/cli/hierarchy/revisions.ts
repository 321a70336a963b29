import type { Command } from "commander";
import { isMap, type Json } from "../../core/base/index.ts";
import type { CliHost } from "../host.ts";
import type { Column } from "../output/columns.ts";
import { isForPrograms } from "../output/document.ts";
import { connect } from "../resources/remote.ts";
import { showRows } from "../resources/show.ts";
import { rowsOf, textOf } from "../run/execution-tree.ts";
import { named, numberText, pathOf, type NamedOptions } from "./named.ts";

const columns: readonly Column[] = [
  { title: "REVISION", key: "revision" },
  { title: "NAME", key: "name" },
  { title: "SCOPE", key: "scope" },
  { title: "CREATED", key: "created_at" },
  { title: "BY", key: "created_by" },
  { title: "CAUSE", key: "because" },
  { title: "CHECKSUM", key: "checksum" },
];

/** `ostro workflow revisions NAME`, for the given command. */
export function revisions(command: Command, host: CliHost): void {
  named(command.description("list the revisions of a workflow, newest first")).action(
    async (name: string, options: NamedOptions) => {
      const answer = await connect(host, options).get(pathOf(name, "revisions"), { namespace: options.namespace });
      const rows = rowsOf(answer, "revisions");
      const short = rows.map((row) => {
        return { ...row, because: causeOf(row["cause"]), checksum: textOf(row["spec_checksum"]).slice(0, 8) };
      });
      showRows(host, isForPrograms(options.output) ? rows : short, columns, options);
    },
  );
}

function causeOf(cause: Json | undefined): string {
  return cause !== undefined && isMap(cause) ? `revision ${numberText(cause["revision"])} of its parent` : "its author";
}
