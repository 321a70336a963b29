import { isMap, type Json, type JsonMap } from "../../../core/base/index.ts";
import { rowsOf, textOf } from "../../run/execution-tree.ts";
import { numberText } from "../named.ts";
import { drawDiff } from "./draw-diff.ts";

/**
 * An impact report as lines (design, section 13): what changes in the workflows themselves, then what becomes of those
 * below.
 *
 * @param report as the service tells it
 */
export function drawReport(report: JsonMap): string[] {
  const several = rowsOf(report, "workflows");
  const own = several.length > 0 ? several : isMap(report["diff"]) ? [report] : [];
  const lines = own.flatMap((workflow) => drawOwn(workflow));
  const counts = report["descendants"];
  if (counts !== undefined && isMap(counts)) lines.push(drawCounts(counts));
  return [...lines, ...rowsOf(report, "items").flatMap(drawItem)];
}

function drawOwn(workflow: JsonMap): string[] {
  const name = workflow["name"] === undefined ? "the workflow" : textOf(workflow["name"]);
  const revision = workflow["revision"] === undefined ? "" : ` (revision ${numberText(workflow["revision"])})`;
  const diff = differenceOf(workflow["diff"], workflow["interface"]);
  const lines = drawDiff(diff).map((line) => `  ${line}`);
  return lines.length === 0 ? [`${name}${revision}: stays as it is`] : [`${name}${revision}:`, ...lines];
}

function differenceOf(diff: Json | undefined, terms: Json | undefined): JsonMap {
  return { ...(diff !== undefined && isMap(diff) ? diff : {}), ...(terms === undefined ? {} : { interface: terms }) };
}

function drawCounts(counts: JsonMap): string {
  const number = (key: string): number => Number(counts[key] ?? 0);
  const followers = number("followers");
  const parts = [
    `${followers} ${followers === 1 ? "follower" : "followers"}: ${number("broken")} broken, ${number("changed")} changed, ${number("unchanged")} unchanged`,
    ...(number("locked") > 0 ? [`${number("locked")} locked at an older revision`] : []),
    ...(number("other_projects") > 0 ? [`${number("other_projects")} in other projects`] : []),
  ];
  return parts.join("; ");
}

const marks: Readonly<Record<string, string>> = { broken: "\u2718", changed: "~" };

function drawItem(item: JsonMap): string[] {
  const effect = textOf(item["effect"]);
  const head = `${marks[effect] ?? "\u2714"} ${textOf(item["name"])}: ${effect}`;
  const errors = rowsOf(item, "errors").map(({ code, message }) => `    ${textOf(code)}: ${textOf(message)}`);
  const diff = item["diff"];
  const changes = diff !== undefined && isMap(diff) ? drawDiff(diff).map((line) => `    ${line}`) : [];
  return [head, ...errors, ...changes];
}
