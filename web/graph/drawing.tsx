import { guardText, frame, neighbour, softLine, type Placed, type PlacedArrow, type PlacedTask } from "./layout.ts";
import type { GraphLook } from "./look.ts";
import { keyOf, type TaskPath } from "./path.ts";
import { TaskNode } from "./task-node.tsx";

export interface DrawingProps {
  readonly placed: Placed;
  readonly path: TaskPath;
  /** How the graph within a task looks; the outermost one has the empty path. */
  readonly lookAt: (path: TaskPath) => GraphLook;
  readonly selected: string | undefined;
  readonly onSelect: (path: TaskPath) => void;
  /** What opens or closes the sub-workflow of a task; undefined where there is none. */
  readonly toggleAt: (path: TaskPath) => (() => void) | undefined;
}

/** The tasks and arrows of a workflow, and of the sub-workflows that are open in it. */
export function Drawing({ placed, path, lookAt, selected, onSelect, toggleAt }: DrawingProps) {
  const look = lookAt(path);
  const { tasks } = placed;
  const move = (from: string, key: string): void => {
    const name = neighbour(tasks, from, key);
    if (name !== undefined) focusTask([...path, name]);
  };
  return (
    <>
      {placed.arrows.map((arrow) => (
        <Arrow key={arrow.arrow.id} placed={arrow} isTaken={look.isTaken(arrow.arrow)} />
      ))}
      {placed.commands.map(({ command, box }) => (
        <g key={command.id} class={`command command-${command.name}`} transform={`translate(${box.x} ${box.y})`}>
          <rect width={box.width} height={box.height} rx="13" />
          <text x={box.width / 2} y="17">
            {command.name}
          </text>
        </g>
      ))}
      {tasks.map((one) => {
        const own = [...path, one.task.name];
        return (
          <g key={one.task.name} id={idOf(own)}>
            <TaskNode
              placed={one}
              look={look.lookOf(one.task.name)}
              isSelected={selected === keyOf(own)}
              onSelect={() => onSelect(own)}
              onToggle={toggleAt(own)}
              onKey={(key) => move(one.task.name, key)}
            />
            <Inner one={one} path={own} lookAt={lookAt} selected={selected} onSelect={onSelect} toggleAt={toggleAt} />
          </g>
        );
      })}
    </>
  );
}

type InnerProps = Omit<DrawingProps, "placed"> & { readonly one: PlacedTask };

function Inner({ one, ...rest }: InnerProps) {
  const { inner, box } = one;
  if (inner === undefined) return null;
  const x = box.x + (box.width - inner.width) / 2;
  return (
    <g transform={`translate(${x} ${box.y + frame.head})`}>
      <Drawing placed={inner} {...rest} />
    </g>
  );
}

function Arrow({ placed, isTaken }: { readonly placed: PlacedArrow; readonly isTaken: boolean | undefined }) {
  const { arrow, points, label } = placed;
  const isError = arrow.clause === "on-error";
  const head = isTaken === true ? (isError ? "taken-error" : "taken") : isError ? "error" : "plain";
  const classes = ["arrow", `arrow-${arrow.clause}`];
  if (isTaken === true) classes.push("is-taken");
  if (isTaken === false) classes.push("is-untaken");
  if (arrow.isDefault) classes.push("is-default");
  return (
    <g class={classes.join(" ")}>
      <title>{`${arrow.from} → ${arrow.to} (${arrow.clause})${arrow.guard === undefined ? "" : `\n${arrow.guard}`}`}</title>
      <path d={softLine(points)} marker-end={`url(#head-${head})`} />
      {label !== undefined && arrow.guard !== undefined && (
        <g class="guard" transform={`translate(${label.x} ${label.y})`}>
          <rect
            x={-(guardText(arrow.guard).length * 3.15 + 6)}
            y="-9"
            width={guardText(arrow.guard).length * 6.3 + 12}
            height="18"
            rx="9"
          />
          <text y="3.5">{guardText(arrow.guard)}</text>
        </g>
      )}
    </g>
  );
}

function idOf(path: TaskPath): string {
  return `task-${path.map((part) => encodeURIComponent(part)).join("/")}`;
}

function focusTask(path: TaskPath): void {
  const face = document.getElementById(idOf(path))?.querySelector(".task-face");
  if (face instanceof SVGElement) face.focus();
}
