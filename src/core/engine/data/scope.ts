import type { Json, JsonMap } from "../../base/index.ts";
import { evaluateDeep, type Scope } from "../../expressions/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import type { Draft } from "../state/draft.ts";
import type { Context } from "./context.ts";
import { Functions } from "./functions.ts";
import { viewOf, type Layer } from "./view.ts";

/** A place where expressions are evaluated. */
export interface Place {
  readonly scope: Scope;
  /** Evaluates all strings in a value; what comes out is plain data. @throws ExpressionError */
  evaluate(value: Json): Json;
}

/** What a task gets from those before it. */
export function inboundOf(draft: Draft, task: TaskRecord): Context {
  return draft.state.contexts.inboundOf(task.sources, (id) => draft.tasks.get(id));
}

/** The context of a task, updated by what it published. */
export function outboundOf(draft: Draft, source: string): Context {
  return draft.state.contexts.outboundOf(source, (id) => draft.tasks.get(id));
}

/**
 * Where a task's input, name, policies and items are evaluated.
 *
 * @param extra variables of an item, or the task's outbound context; hides what is below
 */
export function taskPlace(draft: Draft, task: TaskRecord, extra?: Layer): Place {
  const context = { context: inboundOf(draft, task) };
  const layers = [
    current(task),
    environment(draft),
    ...(extra === undefined ? [] : [extra]),
    context,
    ...shared(draft),
  ];
  return place(draft, task.id, layers);
}

/** Where `publish` is evaluated: all of its expressions see the context before it. */
export function publishPlace(draft: Draft, task: TaskRecord): Place {
  return place(draft, task.id, [
    current(task),
    { context: inboundOf(draft, task) },
    environment(draft),
    ...shared(draft),
  ]);
}

/** Where guards and messages of commands are evaluated. */
export function transitionPlace(draft: Draft, task: TaskRecord, outbound: Context): Place {
  return place(draft, task.id, [current(task), { context: outbound }, environment(draft), ...shared(draft)]);
}

/** Where `output` and `output-on-error` are evaluated: no task is current. */
export function outputPlace(draft: Draft, finalContext: JsonMap): Place {
  return place(draft, undefined, [{ map: finalContext }, environment(draft), ...shared(draft)]);
}

/** Where `base-input` is evaluated: the workflow's input is not seen (Mistral 15, semantics 12.7). */
export function baseInputPlace(draft: Draft, task: TaskRecord, own: JsonMap): Place {
  const layers = [{ map: own }, { context: inboundOf(draft, task) }, environment(draft), variables(draft)];
  return place(draft, task.id, layers);
}

/** Where `target` is evaluated: the action's input is seen first. */
export function targetPlace(draft: Draft, task: TaskRecord, input: JsonMap): Place {
  const layers = [{ map: input }, { context: inboundOf(draft, task) }, environment(draft), ...shared(draft)];
  return place(draft, task.id, layers);
}

function place(draft: Draft, taskId: string | undefined, layers: readonly Layer[]): Place {
  const view = viewOf(layers);
  const scope = { data: view.data, functions: new Functions(draft, taskId) };
  return { scope, evaluate: (value) => view.settle(evaluateDeep(value, scope)) };
}

function current(task: TaskRecord): Layer {
  return { map: { __task_execution: { id: task.id, name: task.name } } };
}

function environment(draft: Draft): Layer {
  return { map: { __env: draft.execution.environment ?? {} } };
}

function variables(draft: Draft): Layer {
  return { map: draft.execution.variables };
}

/** Variables and globals hide an input of the same name (Mistral 15, semantics 3.4). */
function shared(draft: Draft): Layer[] {
  const { id, input } = draft.execution;
  return [variables(draft), { map: { __execution: { id } } }, { map: input }];
}
