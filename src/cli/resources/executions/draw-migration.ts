import { isMap, type JsonMap } from "../../../core/base/index.ts";
import { rowsOf, textOf } from "../../run/execution-tree.ts";

/** A verdict about a move as lines: a line for each task, then what speaks against it and what else it means. */
export function drawMigration(verdict: JsonMap): string[] {
  const tasks = rowsOf(verdict, "tasks");
  const width = Math.max(0, ...tasks.map(({ name }) => textOf(name).length));
  const lines = tasks.map((task) => {
    const reasons = rowsOf(task, "objections").map(({ message }) => textOf(message));
    return `  ${textOf(task["standing"]).padEnd(8)} ${textOf(task["name"]).padEnd(width)}  ${reasons.join("; ")}`.trimEnd();
  });
  return [
    ...lines,
    ...rowsOf(verdict, "objections").map(({ message }) => `  refused: ${textOf(message)}`),
    ...more(verdict),
  ];
}

const meanings: readonly (readonly [key: string, meaning: string])[] = [
  ["skipped", "will not run for it"],
  ["added_input", "new inputs, with their defaults"],
  ["removed_input", "inputs that are gone"],
  ["added_vars", "new variables, evaluated now"],
  ["kept_vars", "variables that keep their value"],
];

function more(verdict: JsonMap): string[] {
  return meanings.flatMap(([key, meaning]) => {
    const value = verdict[key];
    const names = Array.isArray(value) ? value.map(textOf) : [];
    return names.length === 0 ? [] : [`  ${meaning}: ${names.join(", ")}`];
  });
}

/** Why an execution was not moved, in one line. */
export function reasonOf(outcome: JsonMap): string {
  const { verdict, message } = outcome;
  const reasons =
    verdict !== undefined && isMap(verdict)
      ? [...rowsOf(verdict, "tasks").flatMap((task) => rowsOf(task, "objections")), ...rowsOf(verdict, "objections")]
      : [];
  return reasons.length === 0 ? textOf(message) : reasons.map((one) => textOf(one["message"])).join("; ");
}
