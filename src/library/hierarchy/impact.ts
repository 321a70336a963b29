import type { Json, JsonMap } from "../../core/base/index.ts";
import { isList } from "../../core/base/index.ts";
import { diffWorkflows, type Flattened } from "../../core/inheritance/index.ts";
import type { WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { DefinitionRefused } from "../refused.ts";
import type { Changed, Impact } from "./followers.ts";
import { loadFlattened } from "./parents/recent.ts";
import { triggersAffected } from "./triggers.ts";

/** Thrown out of a transaction that is only to tell what it would have done. */
export class DryRun extends Error {
  readonly report: JsonMap;

  constructor(report: JsonMap) {
    super("Nothing was written");
    this.name = "DryRun";
    this.report = report;
  }
}

export const noImpact: Impact = { changed: [], unchanged: 0, broken: [], locked: 0, otherProjects: 0 };

/**
 * The report of a write (design, section 13). `revision`, `diff` and `interface` tell of the workflow where it is one; of
 * several, `workflows` tells of each.
 *
 * @param rows the workflows as they would be stored
 */
export async function reportOf(
  definitions: DefinitionStore,
  rows: readonly WorkflowRecord[],
  changed: readonly Changed[],
  impact: Impact,
): Promise<JsonMap> {
  const told: JsonMap[] = [];
  for (const row of rows) {
    const change = changed.find((one) => one.row.id === row.id);
    const diff = change === undefined ? emptyDiff : await diffOf(definitions, change.before, change.flattened);
    told.push({ name: row.name, revision: row.revision, ...diff });
  }
  const [first] = told;
  const { name: _name, ...single } = first ?? { name: "" };
  return {
    dry_run: true,
    ...(told.length === 1 ? single : { workflows: told }),
    ...(await effectsOf(definitions, impact)),
  };
}

/**
 * The refusal of a write that would break followers (INH-050).
 *
 * @param changed the workflows that were written
 */
export async function refuseBroken(
  definitions: DefinitionStore,
  changed: readonly Changed[],
  impact: Impact,
): Promise<DefinitionRefused> {
  const report = await reportOf(
    definitions,
    changed.map(({ row }) => row),
    changed,
    impact,
  );
  const names = changed.map(({ row }) => `'${row.name}'`).join(", ");
  const { followers } = countsOf(impact);
  const broken = impact.broken.map(
    ({ row, error }) => `${row.name}: ${textIn(error, "code")}: ${textIn(error, "message")}`,
  );
  const [first] = changed;
  const pin = first === undefined ? "" : ` (extends: {name: ${first.row.name}, revision: ${first.before.revision}})`;
  const message =
    `the update of ${names} breaks ${impact.broken.length} of ${followers} followers: ` +
    `${broken.join("; ").replace(/\.$/, "")}. ` +
    `Fix the follower, pin it${pin}, or retry with on_break=hold.`;
  return breaking(message, first?.row.name ?? "", { ...report, dry_run: false });
}

/** INH-050 with its report. */
export function breaking(message: string, workflow: string, report: JsonMap): DefinitionRefused {
  const error = { code: "INH-050", path: "", workflow, message };
  return new DefinitionRefused("breaking", `INH-050: ${message}`, {
    inheritance: { ...error, errors: [error], impact: report },
  });
}

/** The counts of followers and what becomes of each that does not stay as it is. */
export async function effectsOf(definitions: DefinitionStore, impact: Impact): Promise<JsonMap> {
  const items: (JsonMap & { readonly depth: number })[] = [];
  for (const { row, depth, error } of impact.broken) {
    const errors = Object.hasOwn(error, "errors") ? error["errors"] : undefined;
    items.push({
      id: row.id,
      name: row.name,
      depth,
      effect: "broken",
      errors: errors !== undefined && isList(errors) ? errors : [],
    });
  }
  for (const { row, before, depth, flattened } of impact.changed) {
    const { diff } = await diffOf(definitions, before, flattened);
    const affected = await triggersAffected(definitions, row, before);
    items.push({ id: row.id, name: row.name, depth, effect: "changed", diff, triggers_affected: affected });
  }
  return { descendants: countsOf(impact), items: items.toSorted((a, b) => a.depth - b.depth) };
}

function countsOf({ changed, unchanged, broken, locked, otherProjects }: Impact) {
  return {
    followers: changed.length + unchanged + broken.length,
    unchanged,
    changed: changed.length,
    broken: broken.length,
    locked,
    other_projects: otherProjects,
  };
}

const emptyDiff = {
  diff: { added: [], removed: [], changed: [], rewired: [] },
  interface: { breaking: false, breaches: [] },
} as const;

async function diffOf(
  definitions: DefinitionStore,
  before: WorkflowRecord,
  after: Flattened,
): Promise<{ readonly diff: Json; readonly interface: Json }> {
  const old = await loadFlattened(definitions, before.id, before.revision);
  if (old === undefined) return emptyDiff;
  const { interface: terms, ...diff } = diffWorkflows(old.flattened, after);
  return { diff: { ...diff } as unknown as Json, interface: { ...terms } as unknown as Json };
}

function textIn(map: JsonMap, key: string): string {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return typeof value === "string" ? value : "";
}
