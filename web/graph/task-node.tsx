import { stateClass, StateSign, stateName } from "../parts/state.tsx";
import type { PlacedTask } from "./layout.ts";
import type { TaskLook } from "./look.ts";

interface TaskNodeProps {
  readonly placed: PlacedTask;
  readonly look: TaskLook;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  /** Opens or closes its sub-workflow; undefined where there is none to be seen. */
  readonly onToggle: (() => void) | undefined;
  readonly onKey: (key: string) => void;
}

const nameLength = 20;
const callLength = 25;

/** A task: its name, what it calls, its state, and how far it has come. */
export function TaskNode({ placed, look, isSelected, onSelect, onToggle, onKey }: TaskNodeProps) {
  const { task, box, inner } = placed;
  const { run, runs, origin, isFinal, isAbstract, note } = look;
  const { x, y, width, height } = box;
  const classes = ["task", stateClass(run?.state), origin === undefined ? "" : `from-${origin}`];
  if (isAbstract) classes.push("is-abstract");
  if (isSelected) classes.push("is-selected");
  if (inner !== undefined) classes.push("is-open");
  const left = run === undefined ? 13 : 38;
  const marks = marksOf(placed, look);
  return (
    <g class={classes.join(" ")} transform={`translate(${x} ${y})`} data-task={task.name}>
      <g
        class="task-face"
        role="button"
        tabindex={0}
        aria-pressed={isSelected}
        onClick={onSelect}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            onSelect();
          } else if (event.key.startsWith("Arrow")) {
            event.preventDefault();
            onKey(event.key);
          }
        }}
      >
        <title>{[spoken(placed, look), task.description, note].filter((part) => part !== undefined).join("\n")}</title>
        <rect class="task-body" width={width} height={height} rx="9" />
        {origin === "overridden" && (
          <path class="task-half" d={`M9 0H${width / 2}V${height}H9a9 9 0 0 1-9-9V9a9 9 0 0 1 9-9z`} />
        )}
        {run !== undefined && (
          <g transform="translate(9 15)">
            <StateSign state={run.state} size={23} />
          </g>
        )}
        <text class="task-name" x={left} y="22">
          {cut(task.name, run === undefined ? nameLength + 3 : nameLength)}
        </text>
        <text class="task-call" x={left} y="39">
          {task.kind === "workflow" ? "▸ " : ""}
          {cut(task.call, marks.length > 0 ? callLength - 8 : callLength)}
        </text>
        {marks.length > 0 && (
          <text class="task-marks" x={width - 11} y="39">
            {marks.join("  ")}
          </text>
        )}
        {runs > 1 && (
          <text class="task-marks" x={width - 11} y="22">
            {`${runs}×`}
          </text>
        )}
        {isFinal && (
          <path class="task-lock" transform={`translate(${width - 21} 8)`} d="M1 6h10v7H1zM3 6V4a3 3 0 0 1 6 0v2" />
        )}
        <ItemsBar look={look} width={width} height={height} isOpen={inner !== undefined} />
      </g>
      {onToggle !== undefined && (
        <g
          class="task-toggle"
          role="button"
          tabindex={0}
          aria-label={`${inner === undefined ? "Open" : "Close"} the sub-workflow of ${task.name}`}
          aria-expanded={inner !== undefined}
          transform={`translate(${width - 24} 8)`}
          onClick={onToggle}
          onKeyDown={(event) => {
            if (event.key === "Enter" || event.key === " ") {
              event.preventDefault();
              onToggle();
            }
          }}
        >
          <rect width="17" height="17" rx="4" />
          <path d={inner === undefined ? "M8.5 4.5v8M4.5 8.5h8" : "M4.5 8.5h8"} />
        </g>
      )}
    </g>
  );
}

/** How many of the items are done, and how many of them failed. */
function ItemsBar({
  look,
  width,
  height,
  isOpen,
}: {
  readonly look: TaskLook;
  readonly width: number;
  readonly height: number;
  readonly isOpen: boolean;
}) {
  const items = look.run?.items;
  if (items === undefined || items === null || items.count === 0 || isOpen) return null;
  const whole = width - 22;
  const done = (whole * (items.finished - items.failed)) / items.count;
  const failed = (whole * items.failed) / items.count;
  return (
    <g class="items" transform={`translate(11 ${height - 8})`}>
      <rect class="items-all" width={whole} height="3.5" rx="1.75" />
      <rect class="items-done" width={Math.max(0, done)} height="3.5" rx="1.75" />
      <rect class="items-failed" x={done} width={failed} height="3.5" rx="1.75" />
    </g>
  );
}

function marksOf({ task }: PlacedTask, { run }: TaskLook): string[] {
  const marks: string[] = [];
  if (run !== undefined && run.retries > 0) marks.push(`↻${run.retries}`);
  else if (task.marks.includes("retry")) marks.push("↻");
  if (task.hasItems) marks.push(run?.items ? `${run.items.finished}/${run.items.count}` : "∗");
  if (task.join !== undefined) marks.push(task.join === "all" ? "⋈" : `⋈${task.join}`);
  return marks;
}

function spoken({ task }: PlacedTask, { run, origin, isFinal, isAbstract }: TaskLook): string {
  const parts = [`Task ${task.name}`, `${task.kind} ${task.call}`];
  if (run !== undefined) parts.push(stateName(run.state));
  if (run?.items) parts.push(`${run.items.finished} of ${run.items.count} items`);
  if (origin !== undefined) parts.push(origin);
  if (isFinal) parts.push("final");
  if (isAbstract) parts.push("abstract");
  return parts.join(", ");
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
