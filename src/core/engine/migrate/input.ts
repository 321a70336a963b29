import type { Json, JsonMap } from "../../base/index.ts";
import type { WorkflowSpec } from "../../language/index.ts";
import { mentions } from "./reads.ts";
import { isSame } from "./same.ts";
import type { Objection } from "./verdict.ts";

/** How the input of an execution fits other parameters. */
export interface InputComparison {
  /** New ones, which take their defaults. */
  readonly added: readonly string[];
  /** Those that nobody declares any more, and that had their defaults. */
  readonly removed: readonly string[];
  readonly objections: readonly Objection[];
}

/** @param input of the execution, with the defaults of the old specification */
export function compareInput(from: WorkflowSpec, to: WorkflowSpec, input: JsonMap): InputComparison {
  const declared = new Set(to.input.map(({ name }) => name));
  const defaults = new Map<string, Json>(from.input.flatMap((one) => (one.required ? [] : [[one.name, one.default]])));
  const added: string[] = [];
  const removed: string[] = [];
  const objections: Objection[] = [];
  const object = (message: string) => objections.push({ code: "input", message });
  for (const { name, required } of to.input) {
    if (Object.hasOwn(input, name)) continue;
    if (required) object(`input '${name}' is required, and this execution has none; give it a default`);
    else added.push(name);
  }
  for (const [name, value] of Object.entries(input)) {
    if (declared.has(name)) continue;
    const isDefault = defaults.has(name) && isSame(defaults.get(name), value);
    if (isDefault && !mentions([[...to.tasks.values()], to.vars, to.output, to.outputOnError], name))
      removed.push(name);
    else object(`input '${name}' was given to this execution and is not declared any more`);
  }
  return { added, removed, objections };
}

/** How the variables of a workflow differ from what an execution has evaluated at its start. */
export interface VarsComparison {
  /** To be evaluated now. */
  readonly added: readonly string[];
  /** Declared otherwise, or no more: they keep their value. */
  readonly kept: readonly string[];
}

/** @param variables that the execution has, with what was published over them */
export function compareVars(from: WorkflowSpec, to: WorkflowSpec, variables: JsonMap): VarsComparison {
  const added = Object.keys(to.vars).filter(
    (name) => !Object.hasOwn(from.vars, name) && !Object.hasOwn(variables, name),
  );
  const kept = Object.keys(from.vars).filter((name) => !isSame(from.vars[name], to.vars[name]));
  return { added, kept };
}
