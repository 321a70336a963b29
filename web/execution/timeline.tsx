import { useEffect } from "preact/hooks";
import { keyOf } from "../graph/path.ts";
import { stateClass, stateName, StateSign } from "../parts/state.tsx";
import { VirtualList } from "../parts/virtual-list.tsx";
import { now, spanText, watchClock } from "../service/time.ts";
import { ticksOf, timelineRows, type TimelineRow } from "./timeline-rows.ts";
import type { ExecutionView } from "./view.ts";

const rowHeight = 30;

/** What ran when: a bar for each run of a task. */
export function Timeline({ view }: { readonly view: ExecutionView }) {
  const execution = view.execution.value;
  useEffect(watchClock, []);
  if (execution === undefined) return null;
  const rows = timelineRows(
    view.id,
    (id) => [...(view.runs.value.get(id)?.values() ?? [])].flat().toSorted((a, b) => a.ordinal - b.ordinal),
    view.opened.value,
  );
  const from = execution.created_ms;
  const ends = rows.map(({ task }) => task.finished_ms ?? now.value);
  const to = Math.max(execution.finished_ms ?? now.value, from + 1, ...ends);
  const span = (to - from) * 1.02;
  return (
    <div class="timeline">
      <div class="timeline-axis" aria-hidden="true">
        <span />
        <div>
          {ticksOf(span, window.innerWidth > 900 ? 8 : 3)
            // A number at the very end would be cut.
            .filter((at) => at < span * 0.94)
            .map((at) => (
              <i key={at} style={{ left: `${(at / span) * 100}%` }}>
                {at === 0 ? "0" : spanText(at)}
              </i>
            ))}
        </div>
      </div>
      <VirtualList
        rows={rows}
        rowHeight={rowHeight}
        label="Timeline of the tasks"
        keyOf={({ task }) => task.id}
        draw={(row) => <Bar row={row} from={from} span={span} view={view} />}
      />
    </div>
  );
}

interface BarProps {
  readonly row: TimelineRow;
  readonly from: number;
  readonly span: number;
  readonly view: ExecutionView;
}

function Bar({ row, from, span, view }: BarProps) {
  const { path, task } = row;
  const begun = task.started_ms ?? task.created_ms;
  const end = task.finished_ms ?? now.value;
  const isSelected = view.selected.value !== undefined && keyOf(view.selected.value) === keyOf(path);
  const percent = (ms: number): string => `${Math.max(0, (ms / span) * 100)}%`;
  return (
    <button
      type="button"
      class={`timeline-row ${stateClass(task.state)}`}
      aria-pressed={isSelected}
      onClick={() => void (view.selected.value = path)}
    >
      <span class="timeline-name clip" style={{ paddingLeft: `${(path.length - 1) * 14}px` }}>
        <StateSign state={task.state} size={15} /> {task.name}
        <span class="spoken">, {stateName(task.state)}, </span>
      </span>
      <span class="timeline-track">
        <i
          class="timeline-wait"
          style={{ left: percent(task.created_ms - from), width: percent(begun - task.created_ms) }}
        />
        <i class="timeline-bar" style={{ left: percent(begun - from), width: percent(end - begun) }} />
        <small class="number" style={labelPlace((begun - from) / span, (end - from) / span)}>
          {spanText(end - begun)}
        </small>
      </span>
    </button>
  );
}

/** Beside the bar: after its end, or before its beginning where there is no room, or on it where there is none at all. */
function labelPlace(begun: number, end: number): Record<string, string> {
  if (end < 0.88) return { left: `calc(${end * 100}% + 6px)` };
  if (begun > 0.12) return { right: `calc(${(1 - begun) * 100}% + 6px)` };
  return { right: `calc(${(1 - end) * 100}% + 8px)`, color: "var(--surface)" };
}
