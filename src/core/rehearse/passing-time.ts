import { Float, type Json, type JsonMap } from "../base/index.ts";
import type { Performance } from "./stage.ts";

/**
 * Standard actions that do nothing but take their time, so that a rehearsal need not answer for them.
 *
 * @param name of the system action
 * @param input complete
 * @returns undefined for every other action
 */
export function passTime(name: string, input: JsonMap): Performance | undefined {
  switch (name) {
    case "std.sleep":
      return performance(null, Math.trunc(seconds(input["seconds"])));
    case "std.echo":
      return performance(input["output"] ?? null, seconds(input["delay"]));
    default:
      return undefined;
  }
}

function performance(value: Json, afterSeconds: number): Performance {
  return { result: { state: "SUCCESS", value }, afterMs: afterSeconds * 1000 };
}

/** What is no number counts as 0, as in Mistral. */
function seconds(value: Json | undefined): number {
  const number = Number(value instanceof Float ? value.value : (value ?? 0));
  return Number.isFinite(number) ? Math.max(0, number) : 0;
}
