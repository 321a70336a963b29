import { signal } from "@preact/signals";

/** The present, moved on every second while something looks at it. */
export const now = signal(Date.now());

let watchers = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

/** Keeps {@link now} moving. @returns a function that lets it rest */
export function watchClock(): () => void {
  watchers += 1;
  now.value = Date.now();
  ticking ??= setInterval(() => void (now.value = Date.now()), 1000);
  return () => {
    watchers -= 1;
    if (watchers > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** A time on the wire (`2026-11-24 13:05:00`, UTC) in milliseconds since 1970-01-01T00:00:00Z. */
export function wireMs(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || text === "") return undefined;
  const at = Date.parse(`${text.replace(" ", "T")}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** A span as a person says it: `340 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`. */
export function spanText(ms: number): string {
  if (ms < 0) return "0 ms";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long ago, roughly. */
export function agoText(at: number, present: number): string {
  const seconds = Math.max(0, Math.round((present - at) / 1000));
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** The whole moment in the reader's own zone. */
export function momentText(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}
