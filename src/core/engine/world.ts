import type { ExecutionsQuery, TasksQuery } from "../expressions/index.ts";
import type { JsonMap } from "../base/index.ts";
import type { AdhocActionSpec, ParameterSpec, WorkflowSpec } from "../language/index.ts";
import type { ActionResult } from "../model/index.ts";

/** A workflow as the engine finds it by name. */
export interface WorkflowDefinition {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly namespace: string;
  readonly spec: WorkflowSpec;
  /** Abstract workflows are refused at the start (INH-040); these are the tasks that lack an implementation. */
  readonly isAbstract: boolean;
  readonly abstractTasks: readonly string[];
}

/** An action as the engine finds it by name. */
export type ActionDefinition =
  | {
      readonly type: "system";
      readonly name: string;
      /** Undefined when the action takes any arguments. */
      readonly parameters: readonly ParameterSpec[] | undefined;
      /** The class Mistral names in "Invalid input [name=..., class=...]". */
      readonly className: string;
      /** An asynchronous action's result is told from outside later. */
      readonly isAsync: boolean;
      /** Present for an action without side effects: answered within the decision, unless it gives undefined for this input. */
      readonly answer?: (input: JsonMap, actionId: string) => ActionResult | undefined;
    }
  | { readonly type: "adhoc"; readonly spec: AdhocActionSpec; readonly namespace: string };

/**
 * What a decision reads besides the execution itself. Its methods are synchronous; where the answer is not at hand they
 * throw {@link MissingData}, the caller loads it and decides again.
 */
export interface World {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** The largest input, output, params or published of a record, in KiB; no limit when left out or negative. */
  readonly fieldSizeLimitKb?: number | undefined;
  /** Who is told of what happens in every execution, beside those that one names itself; nobody when left out. */
  readonly listeners?: readonly JsonMap[] | undefined;
  newId(): string;
  random(): number;
  /** By name in the namespace, then in the default one; undefined when there is none. */
  findWorkflow(name: string, namespace: string): WorkflowDefinition | undefined;
  /** By its full name, in the namespace, then in the default one. */
  findAction(name: string, namespace: string): ActionDefinition | undefined;
  /** Variables of a stored environment; undefined when there is none of that name. */
  findEnvironment(name: string): JsonMap | undefined;
  /** Tasks and executions of others, as the expression functions show them. */
  findTasks(query: TasksQuery): readonly JsonMap[];
  findExecutions(query: ExecutionsQuery): readonly JsonMap[];
}

export type DataRequest =
  | { readonly type: "workflow"; readonly name: string; readonly namespace: string }
  | { readonly type: "action"; readonly name: string; readonly namespace: string }
  | { readonly type: "environment"; readonly name: string }
  | { readonly type: "tasks"; readonly query: TasksQuery }
  | { readonly type: "executions"; readonly query: ExecutionsQuery };

/** Thrown out of a decision that needs data which must first be loaded. */
export class MissingData extends Error {
  readonly request: DataRequest;

  constructor(request: DataRequest) {
    super(`The decision needs ${request.type} data that is not loaded`);
    this.name = "MissingData";
    this.request = request;
  }
}
