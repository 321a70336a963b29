import type { JsonMap } from "../../base/index.ts";
import { pythonRepr } from "../../expressions/index.ts";
import type { ActionDefinition } from "../world.ts";
import { Invalid } from "./invalid.ts";
import { inputFault } from "./parameters.ts";

export type SystemAction = Extract<ActionDefinition, { type: "system" }>;
export type AdhocAction = Extract<ActionDefinition, { type: "adhoc" }>;

/** An action with its input checked and, if it is an ad-hoc one, resolved down to what is really run. */
export interface PreparedAction {
  readonly name: string;
  /** As recorded. */
  readonly input: JsonMap;
  readonly system: SystemAction;
  readonly systemInput: JsonMap;
  /** Names of the ad-hoc actions around it, outermost first. */
  readonly adhoc: readonly string[];
}

/** What is wrong with the input of a system action, in Mistral's words; undefined when it fits. */
export function systemInputFault(action: SystemAction, input: JsonMap): string | undefined {
  return action.parameters && inputFault(action.parameters, input, action.name, action.className);
}

/** Mistral's message for an ad-hoc action that cannot be made of its input. */
export function cannotInstantiate(name: string, input: JsonMap): Invalid {
  const shown = `AdHoc action [name=${name}]`;
  return new Invalid(`Failed to instantiate an action [action_desc=${shown}, input_dict=${pythonRepr(input)}]`);
}
