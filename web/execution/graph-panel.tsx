import type { LiveTask } from "../../src/client/index.ts";
import { Canvas } from "../graph/canvas.tsx";
import { Drawing, keyOf, type TaskPath } from "../graph/drawing.tsx";
import { noRun, type GraphLook } from "../graph/look.ts";
import { attempt } from "../shell/notices.tsx";
import type { ExecutionView } from "./view.ts";

/** The graph of an execution, with what has happened in it. */
export function GraphPanel({ view }: { readonly view: ExecutionView }) {
  const placed = view.placed.value;
  if (placed === undefined) return <p class="quiet waiting">Loading…</p>;
  const { selected, direction } = view;
  return (
    <Canvas
      width={placed.width}
      height={placed.height}
      label={`Graph of ${view.execution.value?.workflow_name ?? "the workflow"}`}
      direction={direction.value}
      onTurn={() => void (direction.value = direction.value === "right" ? "down" : "right")}
    >
      <Drawing
        placed={placed}
        path={[]}
        lookAt={(path) => lookAt(view, path)}
        selected={selected.value === undefined ? undefined : keyOf(selected.value)}
        onSelect={(path) => void (selected.value = path)}
        toggleAt={(path) => toggleAt(view, path)}
      />
    </Canvas>
  );
}

function lookAt(view: ExecutionView, path: TaskPath): GraphLook {
  const execution = view.executionAt(path);
  const runs = (execution === undefined ? undefined : view.runs.value.get(execution)) ?? new Map<string, LiveTask[]>();
  return {
    lookOf: (task) => {
      const own = runs.get(task) ?? [];
      return { ...noRun, run: own.at(-1), runs: own.length };
    },
    isTaken: (from, to, clause) => {
      const sources = runs.get(clause === "requires" ? to : from) ?? [];
      if (sources.length === 0) return undefined;
      if (clause === "requires") return true;
      const target = to.startsWith(`${from} ${clause} `) ? to.slice(from.length + clause.length + 2) : to;
      const isChosen = sources.some(({ next }) => next.some(({ name, event }) => event === clause && name === target));
      if (isChosen) return true;
      return sources.at(-1)?.finished_ms === null ? undefined : false;
    },
  };
}

function toggleAt(view: ExecutionView, path: TaskPath): (() => void) | undefined {
  const run = view.runsAt(path).at(-1);
  if (run?.type !== "WORKFLOW") return undefined;
  return () => void attempt(() => view.toggle(path));
}
