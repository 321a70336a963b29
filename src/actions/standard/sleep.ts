import { optional, succeeded, type Action } from "../action.ts";
import { pause, seconds } from "./delay.ts";

export const sleep: Action = {
  name: "std.sleep",
  description: "Waits for a whole number of `seconds`, then succeeds with null.",
  parameters: [optional("seconds", 1)],
  className: "mistral.actions.std_actions.SleepAction",
  isAsync: false,
  async run(input, { signal }) {
    await pause(Math.trunc(seconds(input["seconds"])), signal);
    return succeeded(null);
  },
};
