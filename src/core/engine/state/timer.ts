import { isMap, type Json } from "../../base/index.ts";

/** What a timer was set for. */
export type TimerPurpose =
  /** Runs a task on after wait-before or between the attempts of a retry. */
  | { readonly type: "continue"; readonly taskId: string }
  /** Ends a task after wait-after. */
  | {
      readonly type: "complete";
      readonly taskId: string;
      readonly state: "SUCCESS" | "ERROR" | "CANCELLED";
      readonly stateInfo: string | null;
    }
  /** Fails a task that has not ended. */
  | { readonly type: "timeout"; readonly taskId: string; readonly seconds: string }
  /** Lets a join look at its inbound tasks again, after the delay of a retry. */
  | { readonly type: "join"; readonly taskId: string };

/** What the engine wrote into a timer; undefined for anything else. */
export function readPurpose(value: Json): TimerPurpose | undefined {
  return isMap(value) && typeof value["type"] === "string" ? (value as unknown as TimerPurpose) : undefined;
}
