import type { Severity } from "../base/index.ts";

/** What a code of a problem means; `docs/reference/problems.md` is generated from these. */
export interface ProblemKind {
  readonly severity: Severity;
  readonly description: string;
}

/** Every code that reading and checking a definition can give. */
export const problemKinds = {
  "yaml-syntax": error("The text is no YAML as Mistral reads it; the message is the YAML reader's."),
  "yaml-date": error("A date or time without quotes: YAML 1.1 makes a date of it, which is no value of a workflow."),
  "yaml-key": error("A key that is no text for YAML (`1`, `on`, `null`) where a name is wanted; write it in quotes."),
  "missing-key": error("A key that must be there is missing."),
  "unknown-key": error("A key that the language does not know at this place."),
  "wrong-type": error("The value has the wrong type, for instance a list where a map is wanted."),
  "wrong-value": error("The value is none of those that are allowed here."),
  "ambiguous-value": error(
    'The value fits two of the allowed forms at once: `fail(msg="word")` without any blank, or `action` together with `workflow`.',
  ),
  "empty-value": error("An empty text, list or map; leave the key out instead."),
  "repeated-element": error("A list names the same element twice."),
  "too-many-keys": error("A map has more keys than the one that is allowed."),
  "no-definition": error("The text has a version but no workflow or action."),
  "unknown-version": error("A workbook of a version other than '2.0'."),
  "unknown-workflow-type": error("The `type` of a workflow is neither `direct` nor `reverse`."),
  "bad-call": error("No name can be read from the text of an action, a workflow, a retry or a transition."),
  "bad-name": error("A name with blanks, in the form of a UUID, or too long."),
  "bad-with-items": error("A text of `with-items` is not `variable in list`, or its list is not JSON."),
  "empty-publish": error("The `publish` of the long form has neither `branch` nor `global` nor `atomic`."),
  "input-clash": error("`input` is an expression, so there is nothing to add the inline parameters to."),
  "expression-syntax": error("An expression cannot be parsed."),
  "mixed-languages": error("A text has expressions of both languages, YAQL and Jinja."),
  "no-start-task": error("Every task of a direct workflow has another one in front of it, so none can start."),
  "unknown-task": error("A transition or a requirement names a task that is not there."),
  "join-unsatisfiable": error("A `join` waits for more tasks than lead to it."),
  "duplicate-key": warning("A key is written twice in one map: the last one counts."),
  "INH-W9": warning(
    "A guard is written as a map directly under an on-clause. Ostro takes it as one guarded transition; Mistral loses the guard. Write a list.",
  ),
  "INH-W10": warning("A workflow has a key that the language does not know; it is ignored."),
  "unreachable-task": warning("No path of transitions leads to the task from a start task, so it never runs."),
  "requires-cycle": warning("Tasks require each other in a circle: none of them ever runs."),
  "reserved-task-name": warning(
    "The task has the name of an engine command; a transition to the name means the command.",
  ),
  "constant-guard": warning("A guard looks at no variable and calls no function: it is always true or always false."),
  "unknown-task-name": warning("An expression asks for a task that is not in the workflow."),
  "lost-parameter": warning(
    "An inline parameter is not seen because its value is neither quoted text, a list, an expression, true, false, null nor digits.",
  ),
  "late-expression-error": warning(
    "An expression deep inside of a value cannot be parsed; Mistral only notices when the workflow runs.",
  ),
  "expression-over-lines": warning("An expression spans lines: it stays text."),
  "not-an-expression": warning("A text looks like an expression but is none."),
  "unknown-name": warning("An expression uses a name that does not exist there."),
  "trim-mark-as-operator": warning("A `-` next to a Jinja delimiter trims blanks; it is no minus."),
  "value-becomes-text": warning("Something around an expression turns its value into text."),
  "blocks-only": warning("A text has Jinja blocks but no `{{ }}`: Mistral cannot evaluate it."),
  "operator-as-call": warning("An operator of YAQL is written like the call of a function."),
  "unknown-function": warning("An expression calls a function that does not exist."),
  "unknown-filter": warning("An expression uses a Jinja filter that does not exist."),
  "unknown-test": warning("An expression uses a Jinja test that does not exist."),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;

function error(description: string): ProblemKind {
  return { severity: "error", description };
}

function warning(description: string): ProblemKind {
  return { severity: "warning", description };
}
