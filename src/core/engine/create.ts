import { isMap, type Json, type JsonMap } from "../base/index.ts";
import { evaluateDeep, pythonRepr, pythonText, type MistralFunctions } from "../expressions/index.ts";
import type { WorkflowSpec } from "../language/index.ts";
import type { ExecutionRecord } from "../model/index.ts";
import { environmentOf } from "./calls/environment.ts";
import { faultOf, Invalid } from "./calls/invalid.ts";
import { inputFault, withDefaults } from "./calls/parameters.ts";
import { checkSize } from "./data/field-size.ts";
import { mergeMaps } from "./data/maps.ts";
import { showExecution, showWorkflowSpec } from "./data/shown.ts";
import { viewOf } from "./data/view.ts";
import type { WorkflowDefinition, World } from "./world.ts";

export interface StartRequest {
  readonly id: string;
  readonly projectId: string;
  readonly description: string;
  readonly input: JsonMap;
  /** As they were given: `env` a name or a map, `task_name`, `notify`, ...; `namespace` and `env` are filled in. */
  readonly params: JsonMap;
  /** Undefined for a root execution. */
  readonly parent?: ParentLink;
}

/** Where a sub-workflow hangs. */
export interface ParentLink {
  readonly taskId: string;
  readonly executionId: string;
  readonly rootId: string;
  readonly index: number;
  /** The environment of the root execution. */
  readonly environment: JsonMap | null;
}

/** A new execution, RUNNING, which is to get the event `started`; or why there is none. */
export type Started = { readonly execution: ExecutionRecord } | { readonly refusal: string };

/**
 * Creates the execution of a workflow: its input is checked and completed, environment and variables are evaluated.
 *
 * @param definition what is to be run
 * @param request with which input and parameters
 * @param world time, ids, environments
 * @returns the execution, or the message with which Mistral 15 refuses it (400)
 * @throws MissingData when the world has to load something first
 */
export function createExecution(definition: WorkflowDefinition, request: StartRequest, world: World): Started {
  try {
    return { execution: create(definition, request, world) };
  } catch (error) {
    return { refusal: faultOf(error) };
  }
}

/**
 * Checks whether a workflow could be started with an input; whether its environment and variables can be evaluated shows
 * only when it is.
 *
 * @returns the message with which Mistral 15 refuses it, or undefined when all is well
 */
export function startFault(definition: WorkflowDefinition, input: JsonMap): string | undefined {
  if (definition.isAbstract) {
    const tasks = pythonRepr([...definition.abstractTasks]);
    return `Workflow is abstract and cannot be executed [workflow=${definition.name}, abstract_tasks=${tasks}]`;
  }
  const { spec } = definition;
  return inputFault(spec.input, input, spec.name, classNameOf(spec));
}

function classNameOf({ type }: WorkflowSpec): string {
  return type === "reverse" ? "ReverseWorkflowSpec" : "DirectWorkflowSpec";
}

function create(definition: WorkflowDefinition, request: StartRequest, world: World): ExecutionRecord {
  const { spec } = definition;
  const fault = startFault(definition, request.input);
  if (fault !== undefined) throw new Invalid(fault);
  const bare = bareRecord(definition, request, world);
  checkSize("input", bare.input, world);
  const functions = new StartFunctions(bare, definition, world);
  const env = environmentOf(request.params, functions, world);
  const params = { namespace: definition.namespace, ...request.params, env };
  checkSize("params", params, world);
  const environment = request.parent === undefined ? env : request.parent.environment;
  const record = { ...bare, params, environment };
  const variables = evaluateVars(spec.vars, record, new StartFunctions(record, definition, world));
  if (spec.type === "reverse") checkTarget(definition, params, classNameOf(spec));
  return { ...record, variables };
}

function bareRecord(definition: WorkflowDefinition, request: StartRequest, world: World): ExecutionRecord {
  const { parent } = request;
  return {
    id: request.id,
    projectId: request.projectId,
    workflowId: definition.id,
    workflowName: definition.name,
    workflowNamespace: definition.namespace,
    workflowRevision: definition.revision,
    description: request.description,
    tags: definition.spec.tags,
    state: "RUNNING",
    stateInfo: null,
    input: withDefaults(definition.spec.input, request.input),
    params: request.params,
    output: {},
    variables: {},
    publishedGlobal: {},
    environment: parent === undefined ? null : parent.environment,
    parentTaskId: parent?.taskId ?? null,
    parentExecutionId: parent?.executionId ?? null,
    rootId: parent?.rootId ?? request.id,
    index: parent?.index ?? 0,
    accepted: false,
    backlog: null,
    createdAt: world.now,
    updatedAt: world.now,
    finishedAt: null,
    trace: null,
    version: 1,
  };
}

/** Variables see the input and the environment, but not each other (Mistral 15, semantics 3.3). */
export function evaluateVars(vars: JsonMap, execution: ExecutionRecord, functions: MistralFunctions): JsonMap {
  const { id, input, environment } = execution;
  const own = { __env: environment ?? {}, __execution: { id } };
  const view = viewOf([{ map: own }, { map: input }]);
  const evaluated = view.settle(evaluateDeep(vars, { data: view.data, functions }));
  return isMap(evaluated) ? mergeMaps({}, evaluated) : {};
}

function checkTarget(definition: WorkflowDefinition, params: JsonMap, className: string): void {
  const name: Json = Object.hasOwn(params, "task_name") ? (params["task_name"] ?? null) : null;
  if (typeof name === "string" && definition.spec.tasks.has(name)) return;
  const shown = `${className} ${pythonRepr(showWorkflowSpec(definition.spec))}`;
  throw new Invalid(`Invalid task name [wf_spec=${shown}, task_name=${pythonText(name)}]`);
}

/** What expressions may ask while there is no task yet. */
class StartFunctions implements MistralFunctions {
  readonly #execution: ExecutionRecord;
  readonly #definition: WorkflowDefinition;
  readonly #world: World;
  readonly tasks: MistralFunctions["tasks"];
  readonly executions: MistralFunctions["executions"];
  readonly uuid: MistralFunctions["uuid"];
  readonly random: MistralFunctions["random"];

  constructor(execution: ExecutionRecord, definition: WorkflowDefinition, world: World) {
    this.#execution = execution;
    this.#definition = definition;
    this.#world = world;
    this.tasks = (query) => world.findTasks(query);
    this.executions = (query) => world.findExecutions(query);
    this.uuid = () => world.newId();
    this.random = () => world.random();
  }

  env(): JsonMap {
    return this.#execution.environment ?? {};
  }

  execution(): JsonMap {
    return showExecution(this.#execution, this.#definition.spec);
  }

  task(): undefined {
    return undefined;
  }

  global(): undefined {
    return undefined;
  }

  now(): number {
    return this.#world.now;
  }
}
