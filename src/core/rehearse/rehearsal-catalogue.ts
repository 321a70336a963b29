import type { ActionDefinition } from "../engine/index.ts";
import { Catalogue, type SystemAction } from "./catalogue.ts";
import type { Rehearsal } from "./rehearsal.ts";

/**
 * What a rehearsal finds by name. An ad-hoc action that it answers for is taken as a whole: its answer is not rewritten any
 * more. An action that nobody knows may be one of the place where the workflow is to run: it takes any input, if the
 * rehearsal answers for it or for a task that names it.
 */
export class RehearsalCatalogue extends Catalogue {
  readonly #answers: Rehearsal["actions"];

  /** @param actions the system actions; all of them are performed by the rehearsal, which may answer otherwise */
  constructor(actions: readonly SystemAction[], answers: Rehearsal["actions"]) {
    super(actions.map(({ answer: _answer, ...rest }) => rest));
    this.#answers = answers;
  }

  override findAction(name: string, namespace: string): ActionDefinition | undefined {
    const found = super.findAction(name, namespace);
    const isAnswered = this.#answers.has(name);
    if (found?.type === "adhoc" && isAnswered) return standIn(name, found.spec.input);
    return found ?? (isAnswered || this.#isNamedByAnsweredTask(name) ? standIn(name, undefined) : undefined);
  }

  #isNamedByAnsweredTask(action: string): boolean {
    return this.workflows().some(({ spec }) =>
      [...this.#answers.keys()].some((task) => spec.tasks.get(task)?.call.name === action),
    );
  }
}

function standIn(name: string, parameters: SystemAction["parameters"]): SystemAction {
  return { type: "system", name, parameters, className: "mistral.actions.adhoc.AdHocAction", isAsync: false };
}
