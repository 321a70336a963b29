import type { Json, JsonMap } from "../../../core/base/index.ts";
import type { ActionResult } from "../../../core/model/index.ts";
import type { Action, ActionContext } from "../../action.ts";

/** What a thread is started with. */
export interface ThreadData {
  /** Paths and names of packages, as the deployment says them. */
  readonly modules: readonly string[];
  /** Where relative paths start and packages are looked for. */
  readonly folder: string;
  /** How long an action may not let go of its thread, in milliseconds. */
  readonly blockedMs: number;
}

/** What is known of an action outside of its thread. */
export type Manifest = Pick<Action, "name" | "description" | "parameters" | "className" | "isAsync">;

export type Request =
  | { readonly type: "run"; readonly action: string; readonly input: JsonMap; readonly context: PlainContext }
  | { readonly type: "abort"; readonly reason: string }
  | { readonly type: "secret"; readonly ask: number; readonly secret: string }
  | { readonly type: "noSecret"; readonly ask: number; readonly reason: string };

export type Reply =
  | { readonly type: "ready"; readonly actions: readonly Manifest[] }
  /** A module cannot be used. */
  | { readonly type: "problem"; readonly message: string }
  /** The thread is not blocked. */
  | { readonly type: "beat" }
  | { readonly type: "secret"; readonly ask: number; readonly reference: string }
  | { readonly type: "finished"; readonly result: ActionResult }
  | { readonly type: "thrown"; readonly message: string };

/** The part of a context that can be sent. */
export type PlainContext = Omit<ActionContext, "signal" | "secret"> & { readonly [key: string]: Json };
