import { pauseExecution } from "../control/pause.ts";
import { setTaskState } from "../task/record.ts";
import type { Policy, Subject } from "./policy.ts";
import { wrongType } from "./wrong-type.ts";

/** Pauses the execution before the task; the resume starts it without further policies (Mistral 15, semantics 11.5). */
export const pauseBefore: Policy = {
  before(subject) {
    if (!pauses(subject)) return;
    setTaskState(subject.draft, subject.taskId, "IDLE", "Set by 'pause-before' policy");
    pauseExecution(subject.draft, null, false);
  },
  after(subject) {
    pauses(subject);
  },
};

function pauses({ spec, place }: Subject): boolean {
  const { pauseBefore: value } = spec.policies;
  if (value === undefined || value === false) return false;
  const result = place.evaluate(value);
  if (typeof result === "boolean") return result;
  const schema = "{'type': 'boolean'}";
  const fault = "is not of type 'boolean'";
  throw wrongType({ className: "PauseBeforePolicy", field: "expr", schema, keyword: "type", value: result, fault });
}
