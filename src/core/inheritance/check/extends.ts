import { isMap } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import { isList } from "../canon/value.ts";
import type { WorkflowProblem } from "../report/problem.ts";

/** How a child names a parent. */
export interface ParentReference {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly revision: number | undefined;
}

/** Whether the value of `extends` has one of its forms; the number of parents is not looked at. */
export function refersToParents(value: Json): boolean {
  const references = readExtends(value);
  if (references === undefined || references.length === 0) return false;
  return !references.some((one, index) => references.slice(0, index).some((other) => isSameReference(one, other)));
}

/**
 * Reads `extends`.
 *
 * @returns the parents in the order of the text; undefined when one of them has none of the allowed forms
 */
export function readExtends(value: Json): readonly ParentReference[] | undefined {
  const references: ParentReference[] = [];
  for (const item of isList(value) ? value : [value]) {
    const reference = readReference(item);
    if (reference === undefined) return undefined;
    references.push(reference);
  }
  return references;
}

const knownKeys: ReadonlySet<string> = new Set(["name", "namespace", "revision"]);

function readReference(value: Json): ParentReference | undefined {
  if (typeof value === "string")
    return value === "" ? undefined : { name: value, namespace: undefined, revision: undefined };
  if (!isMap(value)) return undefined;
  if (Object.keys(value).some((key) => !knownKeys.has(key))) return undefined;
  const name = Object.hasOwn(value, "name") ? value["name"] : undefined;
  const namespace = Object.hasOwn(value, "namespace") ? value["namespace"] : undefined;
  const revision = Object.hasOwn(value, "revision") ? value["revision"] : undefined;
  if (typeof name !== "string" || name === "") return undefined;
  if (namespace !== undefined && typeof namespace !== "string") return undefined;
  if (revision === undefined) return { name, namespace, revision };
  const isNumber = typeof revision === "number" && Number.isInteger(revision) && revision >= 1;
  return isNumber ? { name, namespace, revision } : undefined;
}

function isSameReference(a: ParentReference, b: ParentReference): boolean {
  return a.name === b.name && a.namespace === b.namespace && a.revision === b.revision;
}

/** The path of a problem with one parent: named only where there are several. */
export function extendsPath(reference: ParentReference, all: readonly ParentReference[]): WorkflowProblem["segments"] {
  return all.length === 1 ? ["extends"] : ["extends", reference.name];
}
