import { isMap } from "../base/index.ts";
import type { Json, JsonMap } from "../base/index.ts";
import type { Gone, Origins, Trail } from "./canon/node.ts";
import type { Pen } from "./canon/pen.ts";
import { own, readFlow } from "./canon/read-flow.ts";
import { isList } from "./canon/value.ts";
import { isLevel } from "./conformance/level.ts";
import type { Level } from "./conformance/level.ts";
import type { Shown } from "./conformance/shown.ts";
import type { Flattened, ParentEdge } from "./flattened.ts";
import { Memory } from "./memory.ts";
import { originsFrom, withMemory } from "./origins.ts";
import { provenanceIn } from "./provenance.ts";

/** What a store keeps of a flattened workflow. */
export interface StoredFlattened {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly body: JsonMap;
  /** The canonical rendering. */
  readonly spec: JsonMap;
  /** As in {@link Flattened}; an empty map for a plain workflow of which nothing else is known. */
  readonly memory: JsonMap;
  /** As in {@link Flattened}; an empty map for a plain workflow of which nothing else is known. */
  readonly edits: JsonMap;
}

/**
 * Brings a stored workflow back, so that children can extend it.
 *
 * @param stored what was kept of it
 */
export function reviveFlattened(stored: StoredFlattened): Flattened {
  const { id, name, revision, body, spec, edits } = stored;
  const remembered = new Memory(stored.memory);
  const origins = mapAt(edits, "origins");
  const byDefault: Trail = [{ id, wf: name, rev: revision, line: undefined, op: "set" }];
  const memory = {
    trailAt: (pointer: string): Trail => remembered.trailAt(pointer) ?? byDefault,
    originsAt: (pointer: string): Origins | undefined => {
      const value = own(origins, pointer);
      return value === undefined ? undefined : texts(value);
    },
  };
  const pen: Pen = { id, wf: name, rev: revision, lineAt: () => undefined };
  const gone = new Map<string, Gone>();
  for (const [pointer, trail] of remembered.gone) {
    gone.set(pointer, { trail, origins: memory.originsAt(pointer) ?? originsFrom(trail) });
  }
  const declared = own(edits, "conforms");
  let provenance: JsonMap | undefined;
  return {
    ...stored,
    body,
    get provenance(): JsonMap {
      return (provenance ??= provenanceIn(remembered));
    },
    warnings: [],
    abstract: own(edits, "abstract") === true,
    abstractTasks: texts(own(edits, "abstractTasks")),
    final: own(edits, "final") === true,
    finalTasks: texts(own(edits, "finalTasks")),
    conforms: declared === undefined || declared === null ? undefined : levelOf(declared),
    demand: levelOf(own(edits, "demand")),
    depth: Number(own(edits, "depth") ?? 0),
    parents: listAt(edits, "parents").map(edgeOf),
    flow: { ...withMemory(readFlow(spec, pen), memory), gone },
    ancestry: new Map(entriesAt(edits, "ancestry").map(([key, above]) => [key, texts(above)] as const)).set(
      id,
      texts(own(mapAt(edits, "ancestry"), id)),
    ),
    shown: new Map(entriesAt(edits, "shown").map(([key, one]) => [key, shownOf(one)])),
  };
}

function shownOf(value: Json): Shown {
  const map = isMap(value) ? value : {};
  return {
    protocol: own(map, "protocol") === true,
    projection: own(map, "projection") === true,
    assumptions: texts(own(map, "assumptions")),
  };
}

function edgeOf(value: Json): ParentEdge {
  const map = isMap(value) ? value : {};
  return {
    id: text(map, "id"),
    name: text(map, "name"),
    namespace: text(map, "namespace"),
    revision: Number(own(map, "revision") ?? 0),
    isPinned: own(map, "isPinned") === true,
  };
}

function levelOf(value: Json | undefined): Level {
  return typeof value === "string" && isLevel(value) ? value : "none";
}

function mapAt(map: JsonMap, key: string): JsonMap {
  const value = own(map, key);
  return value !== undefined && isMap(value) ? value : {};
}

function entriesAt(map: JsonMap, key: string): [string, Json][] {
  return Object.entries(mapAt(map, key));
}

function listAt(map: JsonMap, key: string): readonly Json[] {
  const value = own(map, key);
  return value !== undefined && isList(value) ? value : [];
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item: Json) => typeof item === "string") : [];
}

function text(map: JsonMap, key: string): string {
  const value = own(map, key);
  return typeof value === "string" ? value : "";
}
