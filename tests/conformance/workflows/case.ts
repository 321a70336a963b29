import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { parseYaml } from "../../../src/core/language/index.ts";

/** A recorded run of a workflow; `cases/workflows/README.md` says what each part means. */
export interface WorkflowCase {
  readonly id: string;
  readonly tags: readonly string[];
  readonly definitions: readonly Definition[];
  readonly start: StartOf | undefined;
  readonly steps: readonly Step[];
  readonly waitFor: readonly string[];
  readonly timing: readonly Timing[];
  /** The longest wait for one condition. */
  readonly timeoutSeconds: number;
  readonly settleSeconds: number;
  readonly expect: Expectation;
}

export interface Definition {
  readonly kind: "workflow" | "workbook" | "action" | "environment";
  readonly text: string;
  readonly namespace: string;
  /** `private` or `public`; empty where the case does not say. */
  readonly scope: string;
  /** Of an environment; a text has its names in itself. */
  readonly name: string;
  readonly description: string | undefined;
  readonly variables: JsonMap;
}

export interface StartOf {
  readonly workflow_identifier: string;
  readonly namespace?: string;
  readonly input?: JsonMap;
  readonly params?: JsonMap;
  readonly description?: string;
  /** The label of an execution whose id is sent along. */
  readonly same_id_as?: string;
  /** The label of an execution whose workflow and params are taken over. */
  readonly source_execution?: string;
}

export type Step = JsonMap & { readonly op: string };

export interface Timing {
  readonly task: string;
  readonly min_seconds?: number;
  readonly max_seconds?: number;
}

export interface Expectation {
  readonly definitions?: Json;
  readonly start?: JsonMap;
  readonly steps?: readonly Json[];
  readonly execution?: JsonMap;
}

const folder = join(import.meta.dirname, "..", "cases", "workflows");

/** All recorded runs, by name. */
export function readWorkflowCases(): WorkflowCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .toSorted()
    .map((file) => caseOf(parseYaml(readFileSync(join(folder, file), "utf8")).value as JsonMap));
}

function caseOf(read: JsonMap): WorkflowCase {
  return {
    id: read["id"] as string,
    tags: (read["tags"] ?? []) as string[],
    definitions: ((read["definitions"] ?? []) as readonly JsonMap[]).map(definitionOf),
    start: read["start"] as StartOf | undefined,
    steps: (read["steps"] ?? []) as readonly Step[],
    waitFor: (read["wait_for"] ?? ["SUCCESS", "ERROR", "CANCELLED"]) as string[],
    timing: (read["timing"] ?? []) as unknown as Timing[],
    timeoutSeconds: (read["timeout_seconds"] ?? 60) as number,
    settleSeconds: (read["settle_seconds"] ?? 3) as number,
    expect: read["expect"] as Expectation,
  };
}

function definitionOf(read: JsonMap): Definition {
  return {
    kind: read["kind"] as Definition["kind"],
    text: (read["text"] ?? "") as string,
    namespace: (read["namespace"] ?? "") as string,
    scope: (read["scope"] ?? "") as string,
    name: (read["name"] ?? "") as string,
    description: read["description"] as string | undefined,
    variables: (read["variables"] ?? {}) as JsonMap,
  };
}
