import type { Command } from "commander";
import type { CliHost } from "../../host.ts";
import { addDelete, addList, addShow, addValidate, type Resource } from "../verbs.ts";
import { addWrites } from "./text-resource.ts";

const workbook: Resource = {
  word: "workbook",
  noun: "a workbook",
  plural: "workbooks",
  collection: "workbooks",
  columns: [
    { title: "NAME", key: "name" },
    { title: "NAMESPACE", key: "namespace", rank: 2 },
    { title: "TAGS", key: "tags", rank: 4 },
    { title: "SCOPE", key: "scope", isWhole: true },
    { title: "CREATED", key: "created_at", isWhole: true, rank: 1 },
    { title: "UPDATED", key: "updated_at", isWhole: true, rank: 3 },
  ],
  named: "name",
  isInNamespace: true,
  sample: "tools",
};

/** `ostro workbook ...` */
export function workbookCommands(command: Command, host: CliHost, done: (code: number) => void): void {
  addList(command, host, workbook);
  addShow(command, host, workbook, "definition");
  addWrites(command, host, workbook, { what: "the workbook", isMany: false, file: "tools.yaml" });
  addValidate(command, host, workbook, done, "tools.yaml");
  addDelete(command, host, workbook);
}
