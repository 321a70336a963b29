import { checkAction, checkWorkflow, type WorkflowSpec } from "../../core/language/index.ts";
import type { ActionDefinition, WorkflowDefinition } from "../../core/engine/index.ts";
import type { Action, ActionRegistry } from "../../actions/index.ts";
import type { DynamicActions } from "../actions/dynamic-actions.ts";
import type { WorkflowRecord } from "../../core/model/index.ts";
import type { Filter, Store } from "../../store/index.ts";

/** Specifications kept in memory; a revision never changes, so an entry is never wrong, only unused. */
const keptSpecs = 1000;
/** Names kept in memory. */
const keptNames = 10_000;

/** What a start needs to know of a workflow's row, and which of several rows of one name is meant. */
const headFields = ["id", "revision", "name", "namespace", "isAbstract", "abstractTasks", "projectId"] as const;
type Head = Pick<WorkflowRecord, (typeof headFields)[number]>;

/**
 * The definitions that decisions read. Specifications are kept by revision; what a name means is kept until somebody
 * writes definitions (see {@link Definitions.forgetNames}).
 */
export class Definitions {
  readonly #store: Store;
  readonly #actions: ActionRegistry;
  readonly #dynamic: DynamicActions | undefined;
  readonly #specs = new Map<string, WorkflowSpec>();
  #started = new Map<string, WorkflowDefinition>();
  #workflows = new Map<string, WorkflowDefinition | undefined>();
  #adhoc = new Map<string, ActionDefinition | undefined>();

  constructor(store: Store, actions: ActionRegistry, dynamic?: DynamicActions) {
    this.#store = store;
    this.#actions = actions;
    this.#dynamic = dynamic;
  }

  /** To be called after definitions were written, here or on another node. */
  forgetNames(): void {
    this.#started = new Map();
    this.#workflows = new Map();
    this.#adhoc = new Map();
  }

  /**
   * The specification that an execution reads for its whole life.
   *
   * @throws Error when the revision is gone or no longer passes the checks, which only a damaged database shows
   */
  async specOf(workflowId: string, revision: number): Promise<WorkflowSpec> {
    const key = `${workflowId}@${revision}`;
    const known = this.#specs.get(key);
    if (known !== undefined) {
      this.#specs.delete(key);
      this.#specs.set(key, known);
      return known;
    }
    const stored = await this.#store.workflows.getRevision(workflowId, revision);
    if (stored === undefined) throw new Error(`Revision ${revision} of workflow ${workflowId} is gone`);
    const { workbookName } = stored;
    // The engine tells a member of a workbook by a name that is shorter than the execution's.
    const ownName = workbookName === null ? stored.name : stored.name.slice(workbookName.length + 1);
    const { spec, problems } = checkWorkflow(ownName, stored.spec);
    if (spec === undefined) throw new Error(`Stored workflow ${stored.name}: ${problems[0]?.message ?? "not valid"}`);
    this.#keep(key, spec);
    return spec;
  }

  /** The workflow of that name in exactly that namespace, for a start. */
  workflowNamed(name: string, namespace: string, project: string): Promise<WorkflowDefinition | undefined> {
    const filters: Filter<keyof WorkflowRecord>[] = [
      { field: "name", op: "eq", value: name },
      { field: "namespace", op: "eq", value: namespace },
    ];
    return this.#toStart(nameKey(name, namespace, project), filters, project);
  }

  /** The workflow with that id, for a start. */
  workflowWithId(id: string, project: string): Promise<WorkflowDefinition | undefined> {
    return this.#toStart(nameKey(id, "", project), [{ field: "id", op: "eq", value: id }], project);
  }

  /**
   * Where other nodes write definitions too the database is asked each time: whoever has changed a workflow by one node and
   * starts it by another gets what was changed.
   */
  async #toStart(
    key: string,
    filters: readonly Filter<keyof WorkflowRecord>[],
    project: string,
  ): Promise<WorkflowDefinition | undefined> {
    const started = this.#started;
    const isAlone = this.#store.dialect === "sqlite";
    const known = isAlone ? started.get(key) : undefined;
    if (known !== undefined) return known;
    const visibility = { project, withPublic: true };
    const rows = await this.#store.workflows.list({ visibility, filters, fields: headFields });
    const found = rows.find(({ projectId }) => projectId === project) ?? rows[0];
    if (found === undefined) return undefined;
    const definition = await this.definitionOf(found);
    remember(started, key, definition);
    return definition;
  }

  /** What decisions need to know of a workflow's row. */
  async definitionOf({
    id,
    revision,
    name,
    namespace,
    isAbstract,
    abstractTasks,
  }: Omit<Head, "projectId">): Promise<WorkflowDefinition> {
    return { id, revision, name, namespace, spec: await this.specOf(id, revision), isAbstract, abstractTasks };
  }

  /** What is known of a workflow name; `null` when it was looked up and there is none, undefined when it was not looked up. */
  knownWorkflow(name: string, namespace: string, project: string): WorkflowDefinition | null | undefined {
    const key = nameKey(name, namespace, project);
    return this.#workflows.has(key) ? (this.#workflows.get(key) ?? null) : undefined;
  }

  knownAction(name: string, namespace: string, project: string): ActionDefinition | null | undefined {
    const key = nameKey(name, namespace, project);
    return this.#adhoc.has(key) ? (this.#adhoc.get(key) ?? null) : undefined;
  }

  /** By name in the namespace, then in the default one (Mistral 15, semantics 1 under "namespaces"). */
  async findWorkflow(name: string, namespace: string, project: string): Promise<WorkflowDefinition | undefined> {
    const names = this.#workflows;
    const found = await this.#firstOf(namespace, (ns) => this.#store.workflows.find(name, ns, project));
    const definition = found === undefined ? undefined : await this.definitionOf(found);
    remember(names, nameKey(name, namespace, project), definition);
    return definition;
  }

  /** An ad-hoc action of that name hides the system's, as in Mistral 15. */
  async findAction(name: string, namespace: string, project: string): Promise<ActionDefinition | undefined> {
    const names = this.#adhoc;
    const found = await this.#firstOf(namespace, (ns) => this.#store.actionDefinitions.find(name, ns, project));
    const definition =
      found === undefined
        ? systemAction(this.#actions.get(name) ?? (await this.#dynamic?.find(name, namespace, project)))
        : adhocAction(name, found.namespace, found.spec);
    remember(names, nameKey(name, namespace, project), definition);
    return definition;
  }

  async #firstOf<Row>(
    namespace: string,
    find: (namespace: string) => Promise<Row | undefined>,
  ): Promise<Row | undefined> {
    const found = await find(namespace);
    return found === undefined && namespace !== "" ? find("") : found;
  }

  #keep(key: string, spec: WorkflowSpec): void {
    this.#specs.set(key, spec);
    if (this.#specs.size <= keptSpecs) return;
    const [oldest] = this.#specs.keys();
    if (oldest !== undefined) this.#specs.delete(oldest);
  }
}

function systemAction(action: Action | undefined): ActionDefinition | undefined {
  if (action === undefined) return undefined;
  const { name, className, isAsync, answer } = action;
  const parameters = action.takesAnything === true ? undefined : action.parameters;
  return { type: "system", name, parameters, className, isAsync, ...(answer === undefined ? {} : { answer }) };
}

function adhocAction(name: string, namespace: string, body: Parameters<typeof checkAction>[1]): ActionDefinition {
  const { spec, problems } = checkAction(name, body);
  if (spec === undefined) throw new Error(`Stored action ${name}: ${problems[0]?.message ?? "not valid"}`);
  return { type: "adhoc", spec, namespace };
}

function remember<Value>(names: Map<string, Value>, key: string, value: Value): void {
  if (names.size >= keptNames) names.clear();
  names.set(key, value);
}

function nameKey(name: string, namespace: string, project: string): string {
  return `${project}\n${namespace}\n${name}`;
}
