import type { LiveTask } from "../../src/client/index.ts";

export type State = LiveTask["state"];

/** What a state is called, and the sign that tells it from others without its colour. */
const signs: Readonly<Record<State, string>> = {
  IDLE: "M8 12h8",
  RUNNING: "M10 8.2v7.6l6-3.8z",
  PAUSED: "M9.8 8.5v7M14.2 8.5v7",
  WAITING: "M12 8v4.2l2.6 1.6",
  DELAYED: "M12 8v4.2l2.6 1.6",
  SUCCESS: "M8 12.4l2.8 2.8L16.2 9",
  ERROR: "M9.2 9.2l5.6 5.6M14.8 9.2l-5.6 5.6",
  CANCELLED: "M8.2 15.8l7.6-7.6",
  SKIPPED: "M9 8.5v7l4.5-3.5zM15.3 8.5v7",
};

/** The class that gives a part of the page the colours of a state. */
export function stateClass(state: State | undefined): string {
  return state === undefined ? "is-none" : `is-${state.toLowerCase()}`;
}

/** The sign of a state, for a drawing of its own. */
export function StateSign({ state, size = 18 }: { readonly state: State; readonly size?: number }) {
  return (
    <svg class={`sign ${stateClass(state)}`} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <circle cx="12" cy="12" r="9.5" />
      <path d={signs[state]} />
    </svg>
  );
}

/** A state in its colour, with its sign and its name. */
export function StateBadge({ state }: { readonly state: State }) {
  return (
    <span class={`badge ${stateClass(state)}`}>
      <StateSign state={state} size={16} />
      {stateName(state)}
    </span>
  );
}

export function stateName(state: State): string {
  return state.charAt(0) + state.slice(1).toLowerCase();
}
