import type { Command } from "commander";
import type { CliHost } from "../host.ts";
import type { Column } from "../output/columns.ts";
import { connect } from "../resources/remote.ts";
import { showRows } from "../resources/show.ts";
import { rowsOf } from "../run/execution-tree.ts";
import { named, pathOf, type NamedOptions } from "./named.ts";

const columns: readonly Column[] = [
  { title: "DEPTH", key: "depth" },
  { title: "NAME", key: "name" },
  { title: "NAMESPACE", key: "namespace", rank: 2 },
  { title: "REVISION", key: "revision" },
  { title: "MODE", key: "mode" },
  { title: "STATE", key: "state" },
  { title: "ID", key: "id", isWhole: true, rank: 3 },
];

/** `ostro workflow ancestors NAME`, for the given command. */
export function ancestors(command: Command, host: CliHost): void {
  named(command.description("list the workflows that a workflow descends from, nearest first")).action(
    async (name: string, options: NamedOptions) => {
      const answer = await connect(host, options).get(pathOf(name, "ancestors"), { namespace: options.namespace });
      showRows(host, rowsOf(answer, "ancestors"), columns, options);
    },
  );
}

/** `ostro workflow descendants NAME`, for the given command; of other projects only the number is told. */
export function descendants(command: Command, host: CliHost): void {
  named(command.description("list the workflows that descend from a workflow"))
    .option("-r, --recursive", "of any depth, not only children")
    .action(async (name: string, options: NamedOptions & { readonly recursive?: boolean }) => {
      const { namespace, recursive, output } = options;
      const answer = await connect(host, options).get(pathOf(name, "descendants"), { namespace, recursive });
      showRows(host, rowsOf(answer, "descendants"), columns, options);
      const elsewhere = Number(answer["other_projects"] ?? 0);
      if (elsewhere > 0 && output === "table") host.out(`and ${elsewhere} in other projects\n`);
    });
}
