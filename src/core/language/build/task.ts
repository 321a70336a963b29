import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { mergeInline, splitInline } from "../inline.ts";
import { get } from "../map.ts";
import type { CallSpec, ClauseSpec, TaskSpec } from "../spec.ts";
import { buildClause } from "./clause.ts";
import { buildPolicies } from "./policies.ts";
import { buildItems } from "./with-items.ts";

/**
 * Reads one task of a checked workflow, with `task-defaults` applied: clauses and policies of the task win, `requires` is
 * added to, and no default leads a task to itself (Mistral 15, semantics 11.7, 13.3).
 *
 * @param name the name of the task
 * @param body its body as written
 * @param defaults the body of `task-defaults`, empty when there is none
 */
export function buildTask(name: string, body: JsonMap, defaults: JsonMap): TaskSpec {
  const { call, parameters } = readCall(body);
  const clause = (key: string): ClauseSpec => buildEffectiveClause(name, get(body, key), get(defaults, key));
  return {
    name,
    description: text(get(body, "description")),
    tags: texts(get(body, "tags")),
    call,
    input: readInput(get(body, "input"), parameters),
    withItems: buildItems(get(body, "with-items")),
    join: readJoin(get(body, "join")),
    requires: [...new Set([...texts(get(body, "requires")), ...texts(get(defaults, "requires"))])].filter(
      (other) => other !== name,
    ),
    target: text(get(body, "target")),
    keepResult: get(body, "keep-result"),
    safeRerun: get(body, "safe-rerun") ?? get(defaults, "safe-rerun"),
    policies: buildPolicies(body, defaults),
    publish: map(get(body, "publish")),
    publishOnError: map(get(body, "publish-on-error")),
    publishOnSkip: map(get(body, "publish-on-skip")),
    onSuccess: clause("on-success"),
    onError: clause("on-error"),
    onComplete: clause("on-complete"),
    onSkip: clause("on-skip"),
  };
}

function buildEffectiveClause(name: string, own: Json | undefined, byDefault: Json | undefined): ClauseSpec {
  const clause = buildClause(own);
  if (clause.next.length > 0 || byDefault === undefined) return clause;
  const next = buildClause(byDefault).next.filter(({ target }) => target.name !== name);
  return { publish: clause.publish, next };
}

function readCall(body: JsonMap): { call: CallSpec; parameters: JsonMap } {
  for (const kind of ["action", "workflow"] as const) {
    const value = get(body, kind);
    if (typeof value !== "string" || value === "") continue;
    const { name, parameters } = splitInline(value) ?? { name: value, parameters: {} };
    return { call: { kind, name }, parameters };
  }
  return { call: { kind: "action", name: "std.noop" }, parameters: {} };
}

function readInput(input: Json | undefined, parameters: JsonMap): JsonMap | string {
  return typeof input === "string" ? input : mergeInline(map(input), parameters);
}

function readJoin(join: Json | undefined): number | "all" | undefined {
  if (join === "all") return join;
  if (join === "one") return 1;
  const count = Number(join ?? 0);
  return Number.isInteger(count) && count > 0 ? count : undefined;
}

/** A text as a text; undefined for anything else. */
export function text(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A text or a list of texts as a list of texts. */
export function texts(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** A map as a map; empty for anything else. */
export function map(value: Json | undefined): JsonMap {
  return value !== undefined && isMap(value) ? value : {};
}
