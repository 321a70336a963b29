import type { Json, JsonMap } from "../../base/index.ts";
import { evaluateDeep, isExpression, type Scope } from "../../expressions/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import type { Draft } from "../state/draft.ts";
import type { Context } from "./context.ts";
import { Functions } from "./functions.ts";
import { sourceOf } from "./rounds.ts";
import { viewOf, type Layer, type View } from "./view.ts";

/** A place where expressions are evaluated. What they see is put together when the first one asks for it. */
export class Place {
  readonly #draft: Draft;
  readonly #taskId: string | undefined;
  readonly #layers: () => readonly Layer[];
  #made: { readonly view: View; readonly scope: Scope } | undefined;

  /**
   * @param taskId the task that is current, if any
   * @param layers what is seen; the first one that has a name wins
   */
  constructor(draft: Draft, taskId: string | undefined, layers: () => readonly Layer[]) {
    this.#draft = draft;
    this.#taskId = taskId;
    this.#layers = layers;
  }

  get scope(): Scope {
    return this.#make().scope;
  }

  /** Evaluates all strings in a value; what comes out is plain data. @throws ExpressionError */
  evaluate(value: Json): Json {
    if (typeof value === "string" ? !isExpression(value) : typeof value !== "object" || value === null) return value;
    const { view, scope } = this.#make();
    return view.settle(evaluateDeep(value, scope));
  }

  #make() {
    if (this.#made === undefined) {
      const view = viewOf(this.#layers());
      this.#made = { view, scope: { data: view.data, functions: new Functions(this.#draft, this.#taskId) } };
    }
    return this.#made;
  }
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
  return new Place(draft, task.id, () => [
    current(task),
    environment(draft),
    ...(extra === undefined ? [] : [extra]),
    { context: inboundOf(draft, task) },
    ...shared(draft),
  ]);
}

/** Where `publish` is evaluated: all of its expressions see the context before it. */
export function publishPlace(draft: Draft, task: TaskRecord): Place {
  return new Place(draft, task.id, () => [
    current(task),
    { context: inboundOf(draft, task) },
    environment(draft),
    ...shared(draft),
  ]);
}

/** Where guards and messages of commands are evaluated. */
export function transitionPlace(draft: Draft, task: TaskRecord): Place {
  return new Place(draft, task.id, () => [
    current(task),
    { context: outboundOf(draft, sourceOf(task)) },
    environment(draft),
    ...shared(draft),
  ]);
}

/** Where `output` and `output-on-error` are evaluated: no task is current. */
export function outputPlace(draft: Draft, finalContext: JsonMap): Place {
  return new Place(draft, undefined, () => [{ map: finalContext }, environment(draft), ...shared(draft)]);
}

/** Where `base-input` is evaluated: the workflow's input is not seen (Mistral 15, semantics 12.7). */
export function baseInputPlace(draft: Draft, task: TaskRecord, own: JsonMap): Place {
  return new Place(draft, task.id, () => [
    { map: own },
    { context: inboundOf(draft, task) },
    environment(draft),
    variables(draft),
  ]);
}

/** Where `target` is evaluated: the action's input is seen first. */
export function targetPlace(draft: Draft, task: TaskRecord, input: JsonMap): Place {
  return new Place(draft, task.id, () => [
    { map: input },
    { context: inboundOf(draft, task) },
    environment(draft),
    ...shared(draft),
  ]);
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
