import { isTrue } from "../../expressions/index.ts";
import { pauseExecution } from "../control/pause.ts";
import { setTaskState } from "../task/record.ts";
import type { Policy } from "./policy.ts";

/** Pauses the execution before the task; the resume starts it without further policies (Mistral 15, semantics 11.5). */
export const pauseBefore: Policy = {
  before({ draft, taskId, spec, place }) {
    const { pauseBefore: value } = spec.policies;
    if (value === undefined || !isTrue(value) || !isTrue(place.evaluate(value))) return;
    setTaskState(draft, taskId, "IDLE", "Set by 'pause-before' policy");
    pauseExecution(draft, null, false);
  },
  after({ spec, place }) {
    if (spec.policies.pauseBefore !== undefined) place.evaluate(spec.policies.pauseBefore);
  },
};
