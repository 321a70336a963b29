import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import type { Direction } from "./layout.ts";

interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

interface CanvasProps {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly children: ComponentChildren;
  /** What is to be seen first where not all of it can be. */
  readonly focus?: { readonly x: number; readonly y: number } | undefined;
  readonly direction: Direction;
  readonly onTurn: () => void;
}

const largest = 2.5;
const smallest = 0.08;
/** Names are not made smaller than this unless the reader wants to see all. */
const readable = 0.72;
const margin = 22;
/** The tools and the legend lie at the foot. */
const foot = 56;

/** A drawing that is moved by dragging, and made larger by the wheel, by two fingers or by buttons. */
export function Canvas({ width, height, label, children, focus, direction, onTurn }: CanvasProps) {
  const element = useRef<HTMLDivElement>(null);
  const view = useSignal<View>({ x: 0, y: 0, scale: 1 });
  const isMoved = useRef(false);
  const pointers = useRef(new Map<number, { x: number; y: number }>());

  const isWhole = useRef(false);

  const fit = (): void => {
    const { current } = element;
    if (current === null || width === 0) return;
    const across = (current.clientWidth - margin * 2) / width;
    const down = (current.clientHeight - margin - foot) / height;
    const scale = Math.max(isWhole.current ? smallest : readable, Math.min(1.15, across, down));
    view.value = {
      scale,
      x: placeOf(current.clientWidth, width * scale, (focus?.x ?? 0) * scale),
      y: placeOf(current.clientHeight - foot + margin, height * scale, (focus?.y ?? 0) * scale),
    };
  };
  const zoom = (by: number, at?: { x: number; y: number }): void => {
    const { current } = element;
    if (current === null) return;
    const { x, y, scale } = view.value;
    const point = at ?? { x: current.clientWidth / 2, y: current.clientHeight / 2 };
    const next = Math.min(largest, Math.max(smallest, scale * by));
    view.value = {
      scale: next,
      x: point.x - ((point.x - x) * next) / scale,
      y: point.y - ((point.y - y) * next) / scale,
    };
    isMoved.current = true;
  };

  useEffect(() => {
    if (!isMoved.current) fit();
  }, [width, height, focus?.x, focus?.y]);
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (!isMoved.current) fit();
    });
    observer.observe(current);
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { left, top } = current.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), {
        x: event.clientX - left,
        y: event.clientY - top,
      });
    };
    current.addEventListener("wheel", wheel, { passive: false });
    return () => {
      observer.disconnect();
      current.removeEventListener("wheel", wheel);
    };
  }, [width, height, focus?.x, focus?.y]);

  const drag = (event: PointerEvent): void => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const at = { x: event.clientX, y: event.clientY };
    pointers.current.set(event.pointerId, at);
    const [other] = others;
    if (other === undefined) {
      view.value = { ...view.value, x: view.value.x + at.x - before.x, y: view.value.y + at.y - before.y };
      if (Math.hypot(at.x - before.x, at.y - before.y) > 1) isMoved.current = true;
      return;
    }
    const rect = element.current?.getBoundingClientRect();
    const by =
      Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    zoom(by, { x: (at.x + other.x) / 2 - (rect?.left ?? 0), y: (at.y + other.y) / 2 - (rect?.top ?? 0) });
  };
  /** What the keyboard reaches comes into sight. */
  const reveal = (event: FocusEvent): void => {
    const field = element.current?.getBoundingClientRect();
    if (field === undefined || !(event.target instanceof SVGElement)) return;
    const box = event.target.getBoundingClientRect();
    const x = shiftInto(box.left - field.left, box.right - field.left, field.width);
    const y = shiftInto(box.top - field.top, box.bottom - field.top, field.height - foot);
    if (x === 0 && y === 0) return;
    view.value = { ...view.value, x: view.value.x + x, y: view.value.y + y };
    isMoved.current = true;
  };
  const release = (event: PointerEvent): void => void pointers.current.delete(event.pointerId);

  const { x, y, scale } = view.value;
  return (
    <div class="canvas">
      <div
        ref={element}
        class="canvas-field"
        onFocusCapture={reveal}
        onPointerDown={(event) => pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
      >
        <svg width="100%" height="100%" role="group" aria-label={label}>
          <ArrowHeads />
          <g transform={`translate(${x} ${y}) scale(${scale})`}>{children}</g>
        </svg>
      </div>
      <div class="canvas-tools" role="group" aria-label="View of the graph">
        <button type="button" class="plain" aria-label="Larger" title="Larger" onClick={() => zoom(1.25)}>
          <Icon name="plus" size={16} />
        </button>
        <button type="button" class="plain" aria-label="Smaller" title="Smaller" onClick={() => zoom(0.8)}>
          <Icon name="minus" size={16} />
        </button>
        <button
          type="button"
          class="plain"
          aria-label="All of it"
          title="All of it"
          onClick={() => {
            isWhole.current = true;
            isMoved.current = false;
            fit();
          }}
        >
          <Icon name="fit" size={16} />
        </button>
        <button
          type="button"
          class={direction === "right" ? "plain turned" : "plain"}
          aria-label={direction === "right" ? "From top to bottom" : "From left to right"}
          title={direction === "right" ? "From top to bottom" : "From left to right"}
          onClick={() => {
            isMoved.current = false;
            onTurn();
          }}
        >
          <Icon name="up" size={16} />
        </button>
      </div>
    </div>
  );
}

/** Where a drawing begins: in the middle if there is room, else so that what is to be seen is near the middle. */
function placeOf(room: number, size: number, focus: number): number {
  if (size <= room - margin * 2) return (room - size) / 2;
  return Math.min(margin, Math.max(room - margin - size, room / 2 - focus));
}

/** How far something has to be moved to lie within the room. */
function shiftInto(from: number, to: number, room: number): number {
  if (from < margin) return margin - from;
  return to > room - margin ? room - margin - to : 0;
}

const heads = ["plain", "error", "taken", "taken-error"] as const;

function ArrowHeads() {
  return (
    <defs>
      {heads.map((name) => (
        <marker
          key={name}
          id={`head-${name}`}
          class={`head-${name}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 .6 7.4 4 0 7.4z" />
        </marker>
      ))}
    </defs>
  );
}
