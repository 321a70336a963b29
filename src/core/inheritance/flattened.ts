import type { JsonMap } from "../base/index.ts";
import type { Flow } from "./canon/node.ts";
import type { Level } from "./conformance/level.ts";
import type { Shown } from "./conformance/shown.ts";
import type { Ancestry } from "./parents/ancestry.ts";
import type { WorkflowProblem } from "./report/problem.ts";

/** A workflow after flattening: complete, with all that its children will have to know. */
export interface Flattened {
  readonly id: string;
  /** With the name of its workbook, if it belongs to one. */
  readonly name: string;
  readonly revision: number;
  /** What is stored as its specification and run: of a child the canonical rendering, else the text without keywords. */
  readonly body: JsonMap;
  /** The canonical rendering, without name and version. */
  readonly spec: JsonMap;
  /** Contributors by JSON pointer into `spec`, oldest first; what was removed stands under `-` (design, section 14). */
  readonly provenance: JsonMap;
  /** The same in few words, as it is stored and handed back to `reviveFlattened`. */
  readonly memory: JsonMap;
  /** What cannot be read from `spec` and `memory`; stored beside them and handed back, too. */
  readonly edits: JsonMap;
  readonly warnings: readonly WorkflowProblem[];
  /** Whether it cannot be run. */
  readonly abstract: boolean;
  /** Tasks that still have to be implemented. */
  readonly abstractTasks: readonly string[];
  /** Whether it cannot be extended. */
  readonly final: boolean;
  /** Tasks that no descendant may change, those of its ancestors included. */
  readonly finalTasks: readonly string[];
  /** As declared; undefined when it says nothing. */
  readonly conforms: Level | undefined;
  /** What every child has to keep: its own demand joined with those of its ancestors. */
  readonly demand: Level;
  /** Number of levels above it; 0 without `extends`. */
  readonly depth: number;
  readonly parents: readonly ParentEdge[];
  readonly flow: Flow;
  readonly ancestry: Ancestry;
  /** What tier 1 shows about it and each of its ancestors, by identifier. */
  readonly shown: ReadonlyMap<string, Shown>;
}

/** A parent as it was used. */
export interface ParentEdge {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  /** Whether the text of the child pins the revision. */
  readonly isPinned: boolean;
}
