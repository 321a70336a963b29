import type { JsonMap, Problem } from "../base/index.ts";
import type { ActionDefinition, WorkflowDefinition } from "../engine/index.ts";
import {
  checkAction,
  checkWorkbook,
  checkWorkflow,
  readActions,
  readWorkbook,
  readWorkflows,
} from "../language/index.ts";

export type SystemAction = Extract<ActionDefinition, { type: "system" }>;

/** Definitions kept in memory, found as Mistral finds them: in a namespace, then in the default one. */
export class Catalogue {
  readonly #workflows = new Map<string, WorkflowDefinition>();
  readonly #actions = new Map<string, ActionDefinition>();
  readonly #environments = new Map<string, JsonMap>();
  #revision = 0;

  /** @param actions the system actions */
  constructor(actions: readonly SystemAction[]) {
    for (const action of actions) this.#actions.set(keyOf(action.name, ""), action);
  }

  /**
   * Adds the workflows of a text, all or none; one of the same name is replaced.
   *
   * @returns the names, or none when the problems hold an error
   */
  addWorkflows(text: string, namespace = ""): Added {
    const { workflows, problems } = readWorkflows(text);
    const checked = workflows.map(({ name, body, locate }) => ({ name, ...checkWorkflow(name, body, locate) }));
    const all = [...problems, ...checked.flatMap((one) => one.problems)];
    if (hasErrors(all)) return { names: [], problems: all };
    for (const { name, spec } of checked) if (spec !== undefined) this.#addWorkflow(name, namespace, spec);
    return { names: checked.map(({ name }) => name), problems: all };
  }

  /** Adds the ad-hoc actions of a text, all or none. */
  addActions(text: string, namespace = ""): Added {
    const { actions, problems } = readActions(text);
    const checked = actions.map(({ name, body, locate }) => ({ name, ...checkAction(name, body, locate) }));
    const all = [...problems, ...checked.flatMap((one) => one.problems)];
    if (hasErrors(all)) return { names: [], problems: all };
    for (const { name, spec } of checked) {
      if (spec !== undefined) this.#actions.set(keyOf(name, namespace), { type: "adhoc", spec, namespace });
    }
    return { names: checked.map(({ name }) => name), problems: all };
  }

  /** Adds a workbook: its workflows and actions, under their full names. */
  addWorkbook(text: string, namespace = ""): Added {
    const { workbook, problems } = readWorkbook(text);
    if (workbook === undefined || hasErrors(problems)) return { names: [], problems };
    const checked = checkWorkbook(workbook);
    const all = [...problems, ...checked.problems];
    if (hasErrors(all)) return { names: [], problems: all };
    for (const spec of checked.workflows) this.#addWorkflow(`${workbook.name}.${spec.name}`, namespace, spec);
    for (const spec of checked.actions) {
      this.#actions.set(keyOf(`${workbook.name}.${spec.name}`, namespace), { type: "adhoc", spec, namespace });
    }
    return { names: [workbook.name], problems: all };
  }

  addEnvironment(name: string, variables: JsonMap): void {
    this.#environments.set(name, variables);
  }

  /** Names of all workflows of the default namespace. */
  workflowNames(): string[] {
    return [...this.#workflows.values()].filter(({ namespace }) => namespace === "").map(({ name }) => name);
  }

  /** The workflow of exactly that namespace. */
  workflow(name: string, namespace: string): WorkflowDefinition | undefined {
    return this.#workflows.get(keyOf(name, namespace));
  }

  findWorkflow(name: string, namespace: string): WorkflowDefinition | undefined {
    return this.#workflows.get(keyOf(name, namespace)) ?? this.#workflows.get(keyOf(name, ""));
  }

  findAction(name: string, namespace: string): ActionDefinition | undefined {
    return this.#actions.get(keyOf(name, namespace)) ?? this.#actions.get(keyOf(name, ""));
  }

  findEnvironment(name: string): JsonMap | undefined {
    return this.#environments.get(name);
  }

  #addWorkflow(name: string, namespace: string, spec: WorkflowDefinition["spec"]): void {
    this.#revision += 1;
    const id = `workflow ${keyOf(name, namespace)}`;
    this.#workflows.set(keyOf(name, namespace), {
      id,
      revision: this.#revision,
      name,
      namespace,
      spec,
      isAbstract: false,
      abstractTasks: [],
    });
  }
}

/** What came of an attempt to add definitions. */
export interface Added {
  readonly names: readonly string[];
  readonly problems: readonly Problem[];
}

function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}

function keyOf(name: string, namespace: string): string {
  return `${namespace}\u0000${name}`;
}
