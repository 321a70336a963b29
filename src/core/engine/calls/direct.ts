import type { JsonMap } from "../../base/index.ts";
import { evaluateDeep, type MistralFunctions } from "../../expressions/index.ts";
import type { ActionRecord, ActionResult } from "../../model/index.ts";
import { checkSize, sizeFault } from "../data/field-size.ts";
import type { World } from "../world.ts";
import { systemInputFault } from "./action-input.ts";
import { applyOutputs, resolveAdhoc } from "./adhoc.ts";
import { faultOf, Invalid } from "./invalid.ts";

/** An action that is run without a workflow, resolved down to what is really run. */
export interface DirectAction {
  readonly name: string;
  /** As recorded. */
  readonly input: JsonMap;
  readonly systemAction: string;
  readonly systemInput: JsonMap;
  /** Names of the ad-hoc actions around it, outermost first. */
  readonly adhoc: readonly string[];
  readonly isAsync: boolean;
}

/**
 * Finds an action that is to be run without a workflow, and checks its input.
 *
 * @param name its full name
 * @param namespace looked at first; then the default one
 * @returns the action, or the message with which Mistral 15 refuses it (400)
 * @throws MissingData when the world has to load something first
 */
export function prepareDirectAction(
  name: string,
  namespace: string,
  input: JsonMap,
  world: World,
): DirectAction | { readonly refusal: string } {
  const definition = world.findAction(name, namespace);
  if (definition === undefined) return { refusal: `Failed to find action [action_name=${name}]` };
  if (definition.type === "system") {
    const fault = systemInputFault(definition, input);
    const tooLarge = fault ?? sizeFault("input", input, world);
    if (tooLarge !== undefined) return { refusal: tooLarge };
    return { name, input, systemAction: name, systemInput: input, adhoc: [], isAsync: definition.isAsync };
  }
  try {
    const prepared = resolveAdhoc(world, name, definition, input, (baseInput, own) =>
      evaluateDeep(baseInput, { data: own, functions: functionsOf(world) }),
    );
    const { system, systemInput, adhoc } = prepared;
    return { name, input: prepared.input, systemAction: system.name, systemInput, adhoc, isAsync: system.isAsync };
  } catch (error) {
    if (error instanceof Invalid) return { refusal: error.message };
    throw error;
  }
}

/**
 * What the ad-hoc actions around it make of a result (Mistral 15, semantics 12.6); one that is too large is an error.
 *
 * @param action an action without a workflow
 * @param result of the system action
 * @throws MissingData when the world has to load something first
 */
export function directResult(action: ActionRecord, result: ActionResult, world: World): ActionResult {
  try {
    const isRewritten = result.state === "SUCCESS" && action.run.adhoc.length > 0;
    const value = isRewritten ? applyOutputs(world, functionsOf(world), action, result.value) : result.value;
    checkSize("output", { result: value }, world);
    return { ...result, value };
  } catch (error) {
    return { state: "ERROR", value: faultOf(error) };
  }
}

/** Outside of an execution there is no environment, task or execution to ask for. */
function functionsOf(world: World): MistralFunctions {
  const nothing = () => undefined;
  return {
    env: nothing,
    execution: nothing,
    task: nothing,
    global: nothing,
    tasks: (query) => world.findTasks(query),
    executions: (query) => world.findExecutions(query),
    uuid: () => world.newId(),
    now: () => world.now,
    random: () => world.random(),
  };
}
