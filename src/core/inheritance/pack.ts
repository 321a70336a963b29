import type { Json, JsonMap } from "../base/index.ts";
import { keywords } from "./canon/attributes.ts";
import type { Flow } from "./canon/node.ts";
import type { Pen } from "./canon/pen.ts";
import { renderFlow } from "./canon/render.ts";
import type { Marks } from "./check/abstract.ts";
import { declaredLevel } from "./check/demand.ts";
import type { Level } from "./conformance/level.ts";
import type { Shown } from "./conformance/shown.ts";
import type { Flattened, ParentEdge } from "./flattened.ts";
import { explicitOrigins } from "./origins.ts";
import { packMemory } from "./memory.ts";
import type { Ancestry } from "./parents/ancestry.ts";
import type { LoadedParent } from "./parents/definition.ts";
import { provenanceOf } from "./provenance.ts";
import type { WorkflowProblem } from "./report/problem.ts";

/** All that flattening has found out about a workflow. */
export interface Contents {
  readonly pen: Pen;
  readonly flow: Flow;
  readonly ancestry: Ancestry;
  readonly marks: Marks;
  readonly abstractTasks: readonly string[];
  readonly depth: number;
  readonly parents: readonly LoadedParent[];
  readonly demand: Level;
  /** The text. */
  readonly body: JsonMap;
  readonly shown: ReadonlyMap<string, Shown>;
  readonly warnings: readonly WorkflowProblem[];
}

/**
 * Makes of it what is stored and handed to children. What takes time is worked out when it is first asked for: most
 * workflows have neither parents nor children.
 *
 * @param contents what has been found out
 */
export function packFlattened(contents: Contents): Flattened {
  const { pen, flow, marks, abstractTasks, depth, demand, ancestry, shown, warnings } = contents;
  const parents = contents.parents.map(edgeOf);
  const finalTasks = [...flow.tasks.keys()].filter(
    (name) => marks.inheritedFinal.includes(name) || marks.final.tasks.includes(name),
  );
  const known = {
    abstract: marks.abstract.isSet,
    abstractTasks,
    final: marks.final.isWhole,
    finalTasks,
    conforms: declaredLevel(contents.body),
    demand,
    depth,
  };
  let spec: JsonMap | undefined;
  let provenance: JsonMap | undefined;
  let memory: JsonMap | undefined;
  let edits: JsonMap | undefined;
  return {
    id: pen.id,
    name: pen.wf,
    revision: pen.rev,
    get body(): JsonMap {
      return parents.length === 0 ? withoutKeywords(contents.body) : this.spec;
    },
    get spec(): JsonMap {
      return (spec ??= renderFlow(flow));
    },
    get provenance(): JsonMap {
      return (provenance ??= provenanceOf(flow));
    },
    get memory(): JsonMap {
      return (memory ??= packMemory(flow));
    },
    get edits(): JsonMap {
      return (edits ??= {
        ...known,
        conforms: known.conforms ?? null,
        parents: parents.map((edge): Json => ({ ...edge })),
        ancestry: Object.fromEntries(ancestry),
        origins: explicitOrigins(flow),
        shown: Object.fromEntries([...shown].map(([id, one]) => [id, { ...one }])),
      });
    },
    warnings,
    ...known,
    parents,
    flow,
    ancestry,
    shown,
  };
}

/** A workflow without what Mistral does not know; itself if there is nothing of the kind. */
function withoutKeywords(body: JsonMap): JsonMap {
  if (!keywords.some((word) => Object.hasOwn(body, word))) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keywords.some((word) => word === key)));
}

function edgeOf({ reference, flattened, namespace }: LoadedParent): ParentEdge {
  return {
    id: flattened.id,
    name: flattened.name,
    namespace,
    revision: flattened.revision,
    isPinned: reference.revision !== undefined,
  };
}
