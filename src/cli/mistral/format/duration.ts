import type { Json } from "../../../core/base/index.ts";

/**
 * How long something took, or takes already, as Python writes it: `0:01:30`, `1 day, 0:00:05`.
 *
 * @param from when it began, as the service says times (UTC)
 * @param to when it ended; nothing when it has not
 */
export function duration(from: Json | undefined, to: Json | undefined): string {
  const start = timeOf(from);
  if (start === undefined) return "";
  const end = timeOf(to);
  if (end !== undefined) return elapsed(end - start);
  const passed = Date.now() - start;
  return passed < 2000 ? "..." : `${elapsed(passed)}...`;
}

function timeOf(value: Json | undefined): number | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const time = Date.parse(`${value.replace(" ", "T")}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  const text = clock.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
  return days === 0 ? text : `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${text}`;
}
