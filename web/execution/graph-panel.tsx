import type { LiveTask } from "../../src/client/index.ts";
import { Canvas } from "../graph/canvas.tsx";
import { Drawing } from "../graph/drawing.tsx";
import { keyOf, type TaskPath } from "../graph/path.ts";
import { noRun, type GraphLook } from "../graph/look.ts";
import { attempt } from "../shell/notices.tsx";
import type { Placed } from "../graph/layout.ts";
import type { GraphArrow } from "../graph/spec.ts";
import type { ExecutionView } from "./view.ts";

/** The graph of an execution, with what has happened in it. */
export function GraphPanel({ view }: { readonly view: ExecutionView }) {
  const drawn = view.drawn.value;
  if (drawn === undefined) return <p class="quiet waiting">Loading…</p>;
  const { selected } = view;
  const { placed, direction } = drawn;
  return (
    <Canvas
      width={placed.width}
      height={placed.height}
      label={`Graph of ${view.execution.value?.workflow_name ?? "the workflow"}`}
      focus={focusOf(view, placed)}
      direction={direction}
      onTurn={() => void (view.turned.value = direction === "right" ? "down" : "right")}
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

const telling = ["ERROR", "RUNNING", "PAUSED"];

/** The middle of the task that says most: the one that failed, else one that runs. */
function focusOf(view: ExecutionView, { tasks }: Placed): { readonly x: number; readonly y: number } | undefined {
  const stateOf = (name: string): string => view.runsAt([name]).at(-1)?.state ?? "";
  for (const state of telling) {
    const found = tasks.find(({ task }) => stateOf(task.name) === state);
    if (found !== undefined) return { x: found.box.x + found.box.width / 2, y: found.box.y + found.box.height / 2 };
  }
  return undefined;
}

function lookAt(view: ExecutionView, path: TaskPath): GraphLook {
  const execution = view.executionAt(path);
  const runs = (execution === undefined ? undefined : view.runs.value.get(execution)) ?? new Map<string, LiveTask[]>();
  return {
    lookOf: (task) => {
      const own = runs.get(task) ?? [];
      return { ...noRun, run: own.at(-1), runs: own.length };
    },
    isTaken: (arrow) => wasTaken(arrow, runs.get(arrow.clause === "requires" ? arrow.to : arrow.from) ?? []),
  };
}

/** Whether one of the runs of its source took an arrow; undefined as long as nobody can know. */
function wasTaken({ from, to, clause, guard }: GraphArrow, sources: readonly LiveTask[]): boolean | undefined {
  const last = sources.at(-1);
  if (last === undefined) return undefined;
  if (clause === "requires") return true;
  if (sources.some(({ next }) => next.some(({ name, event }) => event === clause && name === to))) return true;
  if (last.finished_ms === null) return undefined;
  // Engine commands are not among the transitions that a task remembers.
  if (!to.startsWith(`${from} ${clause} `)) return false;
  if (!leads(clause, last.state)) return false;
  return guard === undefined ? true : undefined;
}

function leads(clause: string, state: LiveTask["state"]): boolean {
  if (clause === "on-complete") return state !== "CANCELLED";
  const states: Readonly<Record<string, string>> = {
    "on-success": "SUCCESS",
    "on-error": "ERROR",
    "on-skip": "SKIPPED",
  };
  return states[clause] === state;
}

function toggleAt(view: ExecutionView, path: TaskPath): (() => void) | undefined {
  const run = view.runsAt(path).at(-1);
  if (run?.type !== "WORKFLOW") return undefined;
  return () => void attempt(() => view.toggle(path));
}
