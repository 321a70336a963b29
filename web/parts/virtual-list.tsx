import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface VirtualListProps<Row> {
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  readonly label: string;
  readonly keyOf: (row: Row) => string;
  readonly draw: (row: Row) => ComponentChildren;
  /** Called when the reader comes near the end. */
  readonly onEnd?: () => void;
}

const spare = 8;

/** A list of any length: only the rows in sight are in the document. */
export function VirtualList<Row>({ rows, rowHeight, label, keyOf, draw, onEnd }: VirtualListProps<Row>) {
  const element = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const height = useSignal(800);
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => void (height.value = current.clientHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(top.value / rowHeight) - spare);
  const last = Math.min(rows.length, Math.ceil((top.value + height.value) / rowHeight) + spare);
  return (
    <div
      ref={element}
      class="virtual"
      tabIndex={0}
      role="list"
      aria-label={label}
      onScroll={({ currentTarget }) => {
        top.value = currentTarget.scrollTop;
        if (currentTarget.scrollTop + currentTarget.clientHeight > rows.length * rowHeight - 600) onEnd?.();
      }}
    >
      <div style={{ height: `${rows.length * rowHeight}px`, position: "relative" }}>
        {rows.slice(first, last).map((row, index) => (
          <div
            key={keyOf(row)}
            class="virtual-row"
            role="listitem"
            aria-setsize={rows.length}
            aria-posinset={first + index + 1}
            style={{ height: `${rowHeight}px`, transform: `translateY(${(first + index) * rowHeight}px)` }}
          >
            {draw(row)}
          </div>
        ))}
      </div>
    </div>
  );
}
