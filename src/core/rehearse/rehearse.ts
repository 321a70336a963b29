import type { Json, JsonMap } from "../base/index.ts";
import { resultOf } from "../engine/index.ts";
import type { ActionRecord, ExecutionRecord, TaskRecord } from "../model/index.ts";
import type { Catalogue, SystemAction } from "./catalogue.ts";
import type { Answer, Rehearsal } from "./rehearsal.ts";
import { passTime } from "./passing-time.ts";
import { RehearsalCatalogue } from "./rehearsal-catalogue.ts";
import { Stage, type Performance } from "./stage.ts";

/** What a rehearsed workflow did. */
export interface Rehearsed {
  readonly execution: ExecutionRecord;
  /** In order of creation, each with its result. */
  readonly tasks: readonly { readonly task: TaskRecord; readonly result: Json }[];
  /** How long it would have taken. */
  readonly seconds: number;
  /** What it waits for, if it did not end: actions without an answer, or a pause. */
  readonly waitsFor: readonly string[];
  /** Names of tasks and actions whose answers nobody asked for. */
  readonly unused: readonly string[];
}

/** Enough for every workflow that a person tests, and not more than a minute of work. */
const defaultMostDecisions = 200_000;

/** Why a rehearsal could not begin. */
export interface NotRehearsed {
  readonly refusal: string;
}

/**
 * Runs a workflow with the answers of a rehearsal. Waits take no time.
 *
 * @param define adds the definitions to an empty catalogue
 * @param rehearsal input, answers
 * @param actions the system actions that a service knows; those without side effects answer by themselves unless the
 *   rehearsal says otherwise
 * @param mostDecisions after so many it counts as endless
 * @returns what it did, or why it could not start
 * @throws Endless
 */
export function rehearse(
  define: (catalogue: Catalogue) => void,
  rehearsal: Rehearsal,
  actions: readonly SystemAction[],
  mostDecisions = defaultMostDecisions,
): Rehearsed | NotRehearsed {
  const catalogue = new RehearsalCatalogue(actions, rehearsal.actions);
  define(catalogue);
  for (const [name, variables] of rehearsal.environments) catalogue.addEnvironment(name, variables);
  const names = catalogue.workflows().map((workflow) => workflow.name);
  const name = rehearsal.workflow ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined) return { refusal: `Which workflow? There are: ${names.join(", ")}` };
  const definition = catalogue.workflow(name, "");
  if (definition === undefined) return { refusal: `There is no workflow ${name}; there are: ${names.join(", ")}` };
  const prompter = new Prompter(rehearsal, actions);
  const stage = new Stage(catalogue, { mostDecisions, perform: (action) => prompter.perform(action) });
  const begun = stage.now;
  const started = stage.start(definition, rehearsal.input, rehearsal.params);
  if ("refusal" in started) return started;
  stage.run();
  return {
    execution: stage.state(started.id).execution,
    tasks: tasksOf(stage, started.id),
    seconds: (stage.now - begun) / 1000,
    waitsFor: waitsOf(stage),
    unused: prompter.unused(),
  };
}

/** Gives each action its next answer. */
class Prompter {
  readonly #answers: Rehearsal["actions"];
  readonly #actions: ReadonlyMap<string, SystemAction>;
  readonly #given = new Map<string, number>();

  constructor(rehearsal: Rehearsal, actions: readonly SystemAction[]) {
    this.#answers = rehearsal.actions;
    this.#actions = new Map(actions.map((action) => [action.name, action]));
  }

  perform(action: ActionRecord): Performance | undefined {
    const key = [action.taskName ?? "", action.name, action.run.action].find((name) => this.#answers.has(name));
    const answer = key === undefined ? undefined : this.#next(key);
    if (answer !== undefined) return { result: answer.result, afterMs: answer.afterSeconds * 1000 };
    const system = this.#actions.get(action.run.action);
    const defaults = (system?.parameters ?? []).map((one) => [one.name, one.default] as const);
    const input: JsonMap = { ...Object.fromEntries(defaults), ...action.run.input };
    const result = system?.answer?.(input, action.id);
    return result === undefined ? passTime(action.run.action, input) : { result };
  }

  unused(): string[] {
    return [...this.#answers.keys()].filter((key) => !this.#given.has(key));
  }

  #next(key: string): Answer | undefined {
    const answers = this.#answers.get(key) ?? [];
    const count = this.#given.get(key) ?? 0;
    this.#given.set(key, count + 1);
    return answers[Math.min(count, answers.length - 1)];
  }
}

function tasksOf(stage: Stage, executionId: string): Rehearsed["tasks"] {
  const state = stage.state(executionId);
  const spec = stage.specOf(executionId);
  return [...state.tasks.values()].map((task) => {
    const actions = state.actionsOf(task.id).flatMap((id) => state.actions.get(id) ?? []);
    const children = state.childrenOf(task.id).flatMap((id) => state.children.get(id) ?? []);
    const taskSpec = spec.tasks.get(task.name);
    return { task, result: taskSpec === undefined ? null : resultOf(taskSpec, actions, children) };
  });
}

function waitsOf(stage: Stage): string[] {
  return stage.executionIds.flatMap((id) => {
    const { execution, actions } = stage.state(id);
    const open = [...actions.values()].filter(({ state }) => state === "RUNNING" || state === "PAUSED");
    return [
      ...(execution.state === "PAUSED" ? [`workflow ${execution.workflowName} is paused`] : []),
      ...open.map(({ taskName, name }) => `task ${taskName} waits for an answer of ${name}`),
    ];
  });
}
