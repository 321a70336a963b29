import { isTrue } from "../../expressions/index.ts";
import { setTaskState } from "../task/record.ts";
import type { Policy } from "./policy.ts";

/** Turns a success into an error, after publishing (Mistral 15, semantics 7.4). */
export const failOn: Policy = {
  before() {},
  after({ draft, taskId, spec, place }) {
    const { failOn: value } = spec.policies;
    if (value === undefined || !isTrue(value)) return;
    const fails = isTrue(place.evaluate(value));
    if (fails && draft.tasks.get(taskId).state === "SUCCESS") {
      setTaskState(draft, taskId, "ERROR", "Failed by 'fail-on' policy");
    }
  },
};
