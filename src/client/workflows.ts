import type { Json, JsonMap } from "../core/base/index.ts";
import type { MigratedExecutions, Workflow } from "../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "./connection.ts";
import type { ExecutionMove } from "./executions.ts";

/** How definitions are written. */
export interface WriteOptions {
  readonly namespace?: string;
  readonly scope?: "private" | "public";
}

/** The same for texts with workflows, which may have children. */
export interface FamilyWriteOptions extends WriteOptions {
  readonly on_break?: "reject" | "hold";
}

/** A workflow as a write answers it: `interface` is an object there. */
export type WrittenWorkflow = Omit<Workflow, "interface"> & { readonly interface: JsonMap };

export interface Written {
  readonly workflows: readonly WrittenWorkflow[];
  readonly warnings?: readonly JsonMap[];
}

/** What a check of a text came to. */
export interface Verdict {
  readonly valid: boolean;
  readonly error?: string;
  readonly warnings?: readonly JsonMap[];
  readonly inheritance?: JsonMap;
}

/** A workflow in its complete form. */
export interface FlattenedWorkflow {
  readonly definition: string;
  readonly spec: JsonMap;
  readonly provenance: JsonMap;
}

/** A workflow above or below another one. */
export interface Relative {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly depth: number;
  readonly mode: "FOLLOW" | "LOCKED";
  readonly state: string | null;
}

interface InNamespace {
  readonly namespace?: string;
}

/** `/v2/workflows`. A workflow is named by its name, in a namespace, or by its id. */
export class Workflows {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(text: string, options: FamilyWriteOptions = {}): Promise<Written> {
    return this.#connection.sendText("POST", pathOf("workflows"), text, { ...options });
  }

  /** Changes the workflows of a text, each found by its name. */
  update(text: string, options: FamilyWriteOptions = {}): Promise<Written> {
    return this.#connection.sendText("PUT", pathOf("workflows"), text, { ...options });
  }

  /** Changes one workflow; another name in the text renames it. */
  updateOne(identifier: string, text: string, options: FamilyWriteOptions = {}): Promise<WrittenWorkflow> {
    return this.#connection.sendText("PUT", pathOf("workflows", identifier), text, { ...options });
  }

  /** What {@link create} would do. @returns the impact report (design, section 13) */
  dryCreate(text: string, options: FamilyWriteOptions = {}): Promise<JsonMap> {
    return this.#connection.sendText("POST", pathOf("workflows"), text, { ...options, dry_run: true });
  }

  /** What {@link update} would do. @returns the impact report (design, section 13) */
  dryUpdate(text: string, options: FamilyWriteOptions = {}): Promise<JsonMap> {
    return this.#connection.sendText("PUT", pathOf("workflows"), text, { ...options, dry_run: true });
  }

  validate(text: string, options: InNamespace = {}): Promise<Verdict> {
    return this.#connection.sendText("POST", pathOf("workflows", "validate"), text, { ...options });
  }

  get(identifier: string, options: InNamespace = {}): Promise<Workflow> {
    return this.#connection.get(pathOf("workflows", identifier), { ...options });
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<Workflow> {
    return this.#connection.list(pathOf("workflows"), "workflows", query);
  }

  /** @param options `force` deletes a parent, too */
  async delete(identifier: string, options: InNamespace & { readonly force?: boolean } = {}): Promise<void> {
    await this.#connection.delete(pathOf("workflows", identifier), { ...options });
  }

  /** What {@link delete} would do. @returns the impact report (design, section 13) */
  dryDelete(identifier: string, options: InNamespace = {}): Promise<JsonMap> {
    return this.#connection.delete(pathOf("workflows", identifier), { ...options, dry_run: true });
  }

  flattened(
    identifier: string,
    options: InNamespace & { readonly revision?: number; readonly annotate?: boolean } = {},
  ): Promise<FlattenedWorkflow> {
    return this.#connection.get(pathOf("workflows", identifier, "flattened"), { ...options });
  }

  /** Newest first. */
  async revisions(identifier: string, options: InNamespace = {}): Promise<readonly JsonMap[]> {
    const path = pathOf("workflows", identifier, "revisions");
    const { revisions } = await this.#connection.get<{ revisions: JsonMap[] }>(path, { ...options });
    return revisions;
  }

  revision(identifier: string, revision: number, options: InNamespace = {}): Promise<JsonMap> {
    const path = pathOf("workflows", identifier, "revisions", String(revision));
    return this.#connection.get(path, { ...options });
  }

  async ancestors(identifier: string, options: InNamespace = {}): Promise<readonly Relative[]> {
    const path = pathOf("workflows", identifier, "ancestors");
    const { ancestors } = await this.#connection.get<{ ancestors: Relative[] }>(path, { ...options });
    return ancestors;
  }

  /** Of other projects only the number is told. */
  descendants(
    identifier: string,
    options: InNamespace & { readonly recursive?: boolean } = {},
  ): Promise<{ readonly descendants: readonly Relative[]; readonly other_projects: number }> {
    return this.#connection.get(pathOf("workflows", identifier, "descendants"), { ...options });
  }

  /** @param options `against` is `parent`, or a name or id */
  diff(
    identifier: string,
    options: InNamespace & {
      readonly against?: string;
      readonly revision?: number;
      readonly against_revision?: number;
    } = {},
  ): Promise<JsonMap> {
    return this.#connection.get(pathOf("workflows", identifier, "diff"), { ...options });
  }

  conformance(
    identifier: string,
    options: InNamespace & { readonly against?: string; readonly level?: string } = {},
  ): Promise<JsonMap> {
    return this.#connection.get(pathOf("workflows", identifier, "conformance"), { ...options });
  }

  /**
   * Moves the executions of a workflow that have not ended, page by page.
   *
   * @param move how; `limit` is the number of each page
   * @param query filters of executions, such as `state` or `created_at`, and the workflow's `namespace`
   */
  async *migrateExecutions(
    identifier: string,
    move: ExecutionMove & { readonly limit?: number; readonly verdicts?: boolean } = {},
    query: Query = {},
  ): AsyncGenerator<MigratedExecutions> {
    const path = pathOf("workflows", identifier, "migrate_executions");
    for (let marker: string | null = ""; marker !== null;) {
      const body = { ...move, ...(marker === "" ? {} : { marker }) };
      const page: MigratedExecutions = await this.#connection.post(path, body, query);
      yield page;
      marker = page.next;
    }
  }

  /** @param parents revisions by the parent's id; null for the newest */
  rebase(
    identifier: string,
    parents: Readonly<Record<string, number | null>>,
    options: InNamespace & { readonly dry_run?: boolean } = {},
  ): Promise<Workflow | JsonMap> {
    const { dry_run: isDryRun = false, ...query } = options;
    const json: Json = { parents, dry_run: isDryRun };
    return this.#connection.post(pathOf("workflows", identifier, "rebase"), json, query);
  }
}
