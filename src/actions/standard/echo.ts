import { optional, required, succeeded, type Action } from "../action.ts";
import { pause, seconds } from "./delay.ts";

export const echo: Action = {
  name: "std.echo",
  description: "Returns `output` as its result, after `delay` seconds.",
  parameters: [required("output"), optional("delay", 0)],
  className: "mistral.actions.std_actions.EchoAction",
  isAsync: false,
  answer: (input) => (seconds(input["delay"]) === 0 ? succeeded(input["output"] ?? null) : undefined),
  async run(input, { signal }) {
    await pause(seconds(input["delay"]), signal);
    return succeeded(input["output"] ?? null);
  },
};
