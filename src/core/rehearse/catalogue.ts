import { isMap, type JsonMap, type Problem } from "../base/index.ts";
import type { ActionDefinition, WorkflowDefinition } from "../engine/index.ts";
import { flattenDocument, type Flattened, type ParentDefinition } from "../inheritance/index.ts";
import {
  checkAction,
  checkWorkbook,
  checkWorkflow,
  parseYaml,
  readActions,
  readWorkbook,
  readWorkflows,
  type DefinitionSource,
} from "../language/index.ts";

export type SystemAction = Extract<ActionDefinition, { type: "system" }>;

/** Definitions kept in memory, found as Mistral finds them: in a namespace, then in the default one. */
export class Catalogue {
  readonly #workflows = new Map<string, WorkflowDefinition>();
  readonly #actions = new Map<string, ActionDefinition>();
  readonly #parents = new Map<string, ParentDefinition>();
  readonly #environments = new Map<string, JsonMap>();
  #revision = 0;

  /** @param actions the system actions */
  constructor(actions: readonly SystemAction[]) {
    for (const action of actions) this.#actions.set(keyOf(action.name, ""), action);
  }

  /** Adds what a text holds: a workbook, ad-hoc actions or workflows, which shows in its keys. */
  add(text: string, namespace = ""): Added {
    const root = parseYaml(text).value ?? null;
    if (!isMap(root)) return this.addWorkflows(text, namespace);
    if (isMap(root["workflows"] ?? null) || isMap(root["actions"] ?? null)) return this.addWorkbook(text, namespace);
    const holdsActions = Object.values(root).some((body) => isMap(body) && Object.hasOwn(body, "base"));
    return holdsActions ? this.addActions(text, namespace) : this.addWorkflows(text, namespace);
  }

  /**
   * Adds the workflows of a text, all or none; one of the same name is replaced.
   *
   * @returns the names, or none when the problems hold an error
   */
  addWorkflows(text: string, namespace = ""): Added {
    const { workflows, problems } = readWorkflows(text);
    const added = hasErrors(problems) ? [] : this.#flatten(workflows, namespace, undefined);
    const all = [...problems, ...added];
    return { names: hasErrors(all) ? [] : workflows.map(({ name }) => name), problems: all };
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
    const members = { name: workbook.name, actions: workbook.actions.map(({ name }) => name) };
    const before = [...problems, ...checked.problems];
    const all = hasErrors(before) ? before : [...before, ...this.#flatten(workbook.workflows, namespace, members)];
    if (hasErrors(all)) return { names: [], problems: all };
    for (const spec of checked.actions) {
      this.#actions.set(keyOf(`${workbook.name}.${spec.name}`, namespace), { type: "adhoc", spec, namespace });
    }
    return { names: [workbook.name], problems: all };
  }

  addEnvironment(name: string, variables: JsonMap): void {
    this.#environments.set(name, variables);
  }

  /** All workflows, oldest first. */
  workflows(): WorkflowDefinition[] {
    return [...this.#workflows.values()];
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

  /** Makes complete workflows of those that extend others, and keeps them unless one is wrong. @returns the problems */
  #flatten(sources: readonly DefinitionSource[], namespace: string, workbook: Book | undefined): readonly Problem[] {
    const { results, problems } = flattenDocument(sources, {
      namespace,
      workbook,
      identify: (name) => ({ id: keyOf(name, namespace), revision: 0 }),
      findParent: ({ name }) =>
        this.#parents.get(keyOf(name, namespace)) ?? this.#parents.get(keyOf(name, "")) ?? "missing",
    });
    if (hasErrors(problems)) return problems;
    for (const [name, flattened] of results) this.#keep(name, namespace, workbook, flattened);
    return problems;
  }

  #keep(name: string, namespace: string, workbook: Book | undefined, flattened: Flattened): void {
    const ownName = workbook === undefined ? name : name.slice(workbook.name.length + 1);
    const { spec } = checkWorkflow(ownName, flattened.body);
    const key = keyOf(name, namespace);
    this.#parents.set(key, {
      namespace,
      flattened,
      latestRevision: flattened.revision,
      isPublic: false,
      workbook: undefined,
    });
    if (spec === undefined) return;
    const { abstract: isAbstract, abstractTasks } = flattened;
    this.#revision += 1;
    this.#workflows.set(key, { id: key, revision: this.#revision, name, namespace, spec, isAbstract, abstractTasks });
  }
}

/** The workbook that a document is. */
interface Book {
  readonly name: string;
  readonly actions: readonly string[];
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
