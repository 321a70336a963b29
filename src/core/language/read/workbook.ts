import { isMap } from "../../base/index.ts";
import type { Json, JsonMap, Problem } from "../../base/index.ts";
import { text as textOf, texts } from "../build/task.ts";
import { checkStoredName } from "../check/names.ts";
import { Report } from "../check/report.ts";
import { pythonRepr, pythonText } from "../../expressions/index.ts";
import { get } from "../map.ts";
import { workbook as workbookShape } from "../shape/definition.ts";
import { faultsOf } from "../shape/schema.ts";
import { parseYaml } from "../yaml/document.ts";
import type { YamlDocument } from "../yaml/document.ts";
import { cutMember } from "./cut.ts";
import { refuseForeignKeys } from "./foreign-keys.ts";
import { rootOf } from "./list.ts";
import { inTextOrder } from "./order.ts";
import type { DefinitionSource, WorkbookRead } from "./source.ts";

type Section = "workflows" | "actions";

/**
 * Splits a workbook into its workflows and actions, whose bodies are not checked.
 *
 * @param text Mistral YAML: `version`, `name`, `description`, `tags`, `workflows`, `actions`
 * @returns each member with the part of the text that is stored for it, indentation removed
 */
export function readWorkbook(text: string): WorkbookRead {
  const document = parseYaml(text);
  if (document.value === undefined) return { workbook: undefined, problems: document.problems };
  const root = rootOf(document.value);
  const report = new Report(document.locate);
  checkVersion(report, root);
  if (!report.hasErrors) report.faults(faultsOf(root, workbookShape), []);
  if (!isMap(root)) return { workbook: undefined, problems: report.problems };
  const name = textOf(get(root, "name")) ?? "";
  const workflows = membersOf(report, root, "workflows", text, document);
  const actions = membersOf(report, root, "actions", text, document);
  checkStoredName(report, name, ["name"]);
  const description = textOf(get(root, "description"));
  return {
    workbook: { name, description, tags: texts(get(root, "tags")), workflows, actions },
    problems: [...report.problems, ...foreignKeys(document), ...document.problems],
  };
}

function checkVersion(report: Report, root: Json): void {
  const version = isMap(root) ? get(root, "version") : undefined;
  if (version === undefined || version === "2.0") return;
  const number = typeof version === "string" ? version.trim() : pythonText(version);
  const hint = /^[-+]?0*2(?:\.0*)?$/.test(number) ? " (write it in quotes: '2.0')" : "";
  report.add("unknown-version", `Unsupported DSL version: ${pythonText(version)}${hint}`, ["version"]);
}

function membersOf(
  report: Report,
  root: JsonMap,
  section: Section,
  text: string,
  document: YamlDocument,
): DefinitionSource[] {
  const members = get(root, section);
  if (members === undefined || !isMap(members)) return [];
  return inTextOrder(members, [section], document.locate).flatMap(([name, body]) => {
    if (name === "version") return [];
    if (!isMap(body)) {
      if (body !== null) refuseMember(report, section, name, body);
      return [];
    }
    const source: DefinitionSource = {
      name,
      body,
      definition: cutMember(text, section, name, document.locate),
      locate: (path, of) => document.locate([section, name, ...path], of),
    };
    return [source];
  });
}

function refuseMember(report: Report, section: Section, name: string, body: Json): void {
  const data = pythonRepr(body);
  const message =
    section === "actions"
      ? `Invalid DSL: ${data} is not of type 'object'`
      : `A specification with polymorphic key must be backed by a dictionary [spec_cls=<class 'mistral.lang.v2.workflows.WorkflowSpec'>, data=${data}]`;
  report.add("wrong-type", message, [section, name]);
}

function foreignKeys(document: YamlDocument): Problem[] {
  return refuseForeignKeys(document, ([section, ...rest]) => {
    const isMember = section === "workflows" || section === "actions";
    return isMember && rest.length > 0 ? rest : [section ?? ""];
  });
}
