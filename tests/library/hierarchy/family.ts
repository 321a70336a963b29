import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { hierarchyLimitsOf } from "../../../src/assembly/index.ts";
import { readSettings } from "../../../src/config.ts";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import type { Caller, WorkflowRecord } from "../../../src/core/model/index.ts";
import {
  createWorkflows,
  DefinitionRefused,
  updateWorkflows,
  type HierarchyLimits,
  type Library,
  type TextWrite,
} from "../../../src/library/index.ts";
import type { Store } from "../../../src/store/index.ts";
import { documentOf } from "../../core/inheritance/random.ts";
import { Shelf } from "../../core/inheritance/shelf.ts";

/** Whose workflows these are. */
export const owner: Caller = { project: "family", user: "somebody", roles: [] };

/** A library over a store, with a clock that stands still. */
export function libraryOf(store: Store, limits: Partial<HierarchyLimits> = {}): Library {
  return {
    store,
    systemActions: new Map(),
    now: () => 1000,
    newId: randomUUID,
    changed: () => {},
    limits: { ...hierarchyLimitsOf(readSettings({})), ...limits },
  };
}

/** The workflows of one namespace. */
export class Family {
  readonly #library: Library;
  readonly namespace: string;

  constructor(library: Library, namespace: string) {
    this.#library = library;
    this.namespace = namespace;
  }

  /** @returns the refusal; undefined when they were created */
  create(bodies: JsonMap): Promise<DefinitionRefused | undefined> {
    return refusalOf(createWorkflows(this.#library, owner, this.#write(bodies)));
  }

  /** @returns the refusal; undefined when they were changed */
  update(bodies: JsonMap, onBreak: "reject" | "hold" = "reject"): Promise<DefinitionRefused | undefined> {
    const write = { ...this.#write(bodies), onBreak, identifier: undefined };
    return refusalOf(updateWorkflows(this.#library, owner, write));
  }

  /** The workflows as they are stored, by name. */
  async members(): Promise<ReadonlyMap<string, WorkflowRecord>> {
    const rows = await this.#library.store.workflows.list({
      visibility: "all",
      filters: [{ field: "namespace", op: "eq", value: this.namespace }],
    });
    return new Map(rows.map((row) => [row.name, row]));
  }

  /**
   * Checks that what is stored is what the texts come to when they are flattened anew: of every workflow but those that are
   * held and what follows them.
   */
  async checkFresh(): Promise<void> {
    const rows = await this.members();
    const bodies: Record<string, Json> = {};
    for (const { id, name, revision } of rows.values()) {
      bodies[name] = (await this.#library.store.workflows.getRevision(id, revision))?.ownSpec ?? {};
    }
    const { results, problems } = freshly(bodies);
    for (const [name, row] of rows) {
      if (this.#isBelowHeld(row, rows)) continue;
      const fresh = results.get(name);
      expect([name, problems, fresh?.body]).toEqual([name, problems, row.spec]);
      expect(row.finalTasks).toEqual(fresh?.finalTasks);
      for (const { parentId, parentRevision } of row.parents) {
        const parent = [...rows.values()].find(({ id }) => id === parentId);
        expect([name, parentRevision]).toEqual([name, parent?.revision]);
      }
      expect(row.inheritanceState).toBe(row.parents.length === 0 ? "NONE" : "CURRENT");
    }
  }

  #isBelowHeld(row: WorkflowRecord, rows: ReadonlyMap<string, WorkflowRecord>): boolean {
    if (row.inheritanceState === "STALE") return true;
    const parents = [...rows.values()].filter(({ id }) => row.parents.some(({ parentId }) => parentId === id));
    return parents.some((parent) => this.#isBelowHeld(parent, rows));
  }

  #write(bodies: JsonMap): TextWrite {
    return { text: documentOf(bodies), namespace: this.namespace, scope: "private" };
  }
}

/** What bodies come to as one document, and the names of those that are in error themselves. */
export function freshly(bodies: JsonMap) {
  const { results, problems } = new Shelf().flatten(documentOf(bodies));
  const inError = problems.filter(({ severity }) => severity === "error").map(({ workflow }) => workflow);
  return { results, problems: new Set(inError) };
}

async function refusalOf(work: Promise<unknown>): Promise<DefinitionRefused | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof DefinitionRefused) return error;
    throw error;
  }
}
