import type { Command } from "commander";
import type { CliHost } from "../../host.ts";
import { addDelete, addList, addShow, addValidate, type Resource } from "../verbs.ts";
import { addWrites } from "./text-resource.ts";

const action: Resource = {
  word: "action",
  noun: "an action",
  plural: "the system's actions and ad-hoc ones",
  collection: "actions",
  columns: [
    { title: "NAME", key: "name", isWhole: true },
    { title: "NAMESPACE", key: "namespace", rank: 4 },
    { title: "INPUT", key: "input" },
    { title: "DESCRIPTION", key: "description", rank: 1 },
    { title: "SCOPE", key: "scope", rank: 2 },
    { title: "CREATED", key: "created_at", isWhole: true, rank: 3 },
  ],
  named: "name",
  isInNamespace: true,
  sample: "greet",
};

/** `ostro action ...` */
export function actionCommands(command: Command, host: CliHost, done: (code: number) => void): void {
  addList(command, host, action);
  addShow(command, host, action, "definition");
  addWrites(command, host, action, { what: "the ad-hoc actions", isMany: true, file: "greet.yaml" });
  addValidate(command, host, action, done, "greet.yaml");
  addDelete(command, host, { ...action, plural: "ad-hoc actions", named: "name or id" });
}
