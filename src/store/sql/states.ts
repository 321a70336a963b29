import { sql } from "kysely";
import { isFinal, type ExecutionState } from "../../core/model/index.ts";

const states: readonly ExecutionState[] = ["IDLE", "RUNNING", "PAUSED", "SUCCESS", "ERROR", "CANCELLED"];

/** States of executions and actions that may still change, for `in (...)`; written out so that partial indexes fit. */
export const unfinishedStates = sql.join(states.filter((state) => !isFinal(state)).map((state) => sql.lit(state)));
