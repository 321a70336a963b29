import type { Signal } from "@preact/signals";

const kinds = [
  ["from-inherited", "inherited"],
  ["from-overridden", "overridden"],
  ["from-new", "new"],
] as const;

interface LegendProps {
  readonly isChild: boolean;
  /** How many tasks were taken out of the parents. */
  readonly removed: number;
  readonly areGhostsShown: Signal<boolean>;
}

/** What the ways of drawing a task mean. */
export function Legend({ isChild, removed, areGhostsShown }: LegendProps) {
  return (
    <div class="legend" aria-label="What the drawing means">
      {isChild &&
        kinds.map(([name, text]) => (
          <span key={name}>
            <svg width="24" height="14" class={`task ${name}`} aria-hidden="true">
              <rect class="task-body" x=".7" y=".7" width="22.6" height="12.6" rx="4" />
              {name === "from-overridden" && <path class="task-half" d="M5 1h7v12H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4z" />}
            </svg>
            {text}
          </span>
        ))}
      <span>
        <svg width="14" height="14" aria-hidden="true">
          <path class="task-lock" transform="translate(1 0)" d="M1 6h10v7H1zM3 6V4a3 3 0 0 1 6 0v2" />
        </svg>
        final
      </span>
      <span>
        <svg width="24" height="14" class="task is-abstract" aria-hidden="true">
          <rect class="task-body" x=".7" y=".7" width="22.6" height="12.6" rx="4" />
        </svg>
        abstract
      </span>
      {removed > 0 && (
        <label>
          <input
            type="checkbox"
            checked={areGhostsShown.value}
            onChange={({ currentTarget }) => void (areGhostsShown.value = currentTarget.checked)}
          />
          {removed} removed
        </label>
      )}
    </div>
  );
}
