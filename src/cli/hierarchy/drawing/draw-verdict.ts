import { isList, isMap, type Json, type JsonMap } from "../../../core/base/index.ts";
import { rowsOf, textOf } from "../../run/execution-tree.ts";
import { numberText } from "../named.ts";

const indent = " ".repeat(11);

/**
 * A verdict as lines; under each level that does not hold the run that shows it.
 *
 * @param verdict as the service tells it (design, section 11)
 */
export function drawVerdict(verdict: JsonMap): string[] {
  const { against, level, tier } = verdict;
  const reasons = mapIn(verdict, "reasons");
  const refuted = Object.entries(mapIn(verdict, "refuted"));
  return [
    `against    ${textOf(against)}`,
    `level      ${textOf(level)} (tier ${numberText(tier)})`,
    ...listed("assuming", textsOf(verdict, "assumptions")),
    ...refuted.flatMap(([name, witness], place) => {
      const run = mapIn(mapIn(verdict, "traces"), name);
      const isTold = refuted.slice(0, place).some(([, other]) => other === witness);
      return [`refuted    ${name}: ${textOf(witness)}`, ...(isTold ? [] : drawTrace(run))];
    }),
    ...textsOf(verdict, "undecided").map((name) => {
      const reason = reasons[name];
      return `undecided  ${name}${reason === undefined ? "" : `: ${textOf(reason)}`}`;
    }),
  ];
}

/** The arrows that a run takes one after the other, new tasks in brackets. */
function drawTrace(trace: JsonMap): string[] {
  const steps = rowsOf(trace, "steps");
  const failed = new Set(steps.flatMap(({ task, state }) => (state === "ERROR" ? [textOf(task)] : [])));
  const named = (task: string): string => (failed.has(task) ? `${task} (fails)` : task);
  const arrows = steps.map((step): [string, string] => {
    const sources = textsOf(step, "after").map(named).join(", ");
    const through = textsOf(step, "through").join(", ");
    const arrow = through === "" ? "->" : `-[${through}]->`;
    return [sources === "" ? "(start)" : sources, `${arrow} ${named(textOf(step["task"]))}`];
  });
  const end = trace["end"];
  if (end !== undefined) arrows.push([steps.length === 0 ? "(start)" : "(then)", `-> ${textOf(end)}`]);
  const width = Math.max(0, ...arrows.map(([sources]) => sources.length));
  const only = `   <- only the ${textOf(trace["side"])} runs so`;
  return arrows.map(([sources, rest], place) => {
    return `${indent}${sources.padEnd(width)} ${rest}${place === arrows.length - 1 ? only : ""}`;
  });
}

function listed(head: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`${head.padEnd(10)} ${words.join(", ")}`];
}

function mapIn(map: JsonMap, key: string): JsonMap {
  const found: Json | undefined = map[key];
  return found !== undefined && isMap(found) ? found : {};
}

function textsOf(map: JsonMap, key: string): string[] {
  const found = map[key];
  return found !== undefined && isList(found) ? found.map(textOf) : [];
}
