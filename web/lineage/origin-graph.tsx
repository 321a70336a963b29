import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { JsonMap } from "../../src/core/base/index.ts";
import { mapAt } from "../service/json.ts";
import { Canvas } from "../graph/canvas.tsx";
import { drawnBest } from "../graph/direction.ts";
import { Drawing } from "../graph/drawing.tsx";
import { place, type Direction } from "../graph/layout.ts";
import { noRun, type GraphLook } from "../graph/look.ts";
import { graphSpecOf } from "../graph/spec.ts";
import { Legend } from "./legend.tsx";
import { hasParents, originOf, removedTasks, taskTrail } from "./origins.ts";

interface OriginGraphProps {
  readonly name: string;
  readonly spec: JsonMap;
  readonly provenance: JsonMap;
  readonly finalTasks?: readonly string[];
  readonly abstractTasks?: readonly string[];
  readonly onSelect?: (task: string) => void;
}

/** The graph of a definition; of a child, with where each task comes from. */
export function OriginGraph({
  name,
  spec,
  provenance,
  finalTasks = [],
  abstractTasks = [],
  onSelect,
}: OriginGraphProps) {
  const turned = useSignal<Direction | undefined>(undefined);
  const selected = useSignal<string | undefined>(undefined);
  const areGhostsShown = useSignal(false);
  const removed = useMemo(() => removedTasks(provenance), [provenance]);
  const graph = useMemo(
    () => graphSpecOf(areGhostsShown.value ? withGhosts(spec, removed) : spec),
    [spec, removed, areGhostsShown.value],
  );
  const drawn = useMemo(
    () => drawnBest(turned.value, (direction) => place(graph, direction, () => undefined)),
    [graph, turned.value],
  );
  if (drawn === undefined || graph.tasks.size === 0) return <p class="quiet waiting">There is no task to be drawn.</p>;
  const { placed, direction } = drawn;
  const isChild = hasParents(name, provenance);
  const look: GraphLook = {
    isTaken: () => undefined,
    lookOf: (task) => ({
      ...noRun,
      origin: isChild ? (removed.includes(task) ? "removed" : originOf(task, name, provenance)) : undefined,
      isFinal: finalTasks.includes(task),
      isAbstract: abstractTasks.includes(task) || graph.tasks.get(task)?.body["abstract"] === true,
      note: isChild ? taskTrail(task, provenance) : undefined,
    }),
  };
  return (
    <div class="origin-graph">
      <Canvas
        width={placed.width}
        height={placed.height}
        label={`Graph of ${name}`}
        direction={direction}
        onTurn={() => void (turned.value = direction === "right" ? "down" : "right")}
      >
        <Drawing
          placed={placed}
          path={[]}
          lookAt={() => look}
          selected={selected.value}
          onSelect={([task]) => {
            selected.value = task;
            if (task !== undefined) onSelect?.(task);
          }}
          toggleAt={() => undefined}
        />
      </Canvas>
      {(isChild || finalTasks.length > 0) && (
        <Legend isChild={isChild} removed={removed.length} areGhostsShown={areGhostsShown} />
      )}
    </div>
  );
}

/** The workflow with the tasks that it has taken out, which nothing leads to. */
function withGhosts(spec: JsonMap, removed: readonly string[]): JsonMap {
  const ghosts = Object.fromEntries(removed.map((task) => [task, { action: "removed" }]));
  return { ...spec, tasks: { ...mapAt(spec, "tasks"), ...ghosts } };
}
