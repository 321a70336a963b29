import { succeeded, type Action } from "../action.ts";

export const noop: Action = {
  name: "std.noop",
  description: "Does nothing and succeeds. Stands for a step that only joins or forks the flow.",
  parameters: [],
  className: "mistral.actions.std_actions.NoOpAction",
  isAsync: false,
  answer: () => succeeded(null),
  run: async () => succeeded(null),
};

export const asyncNoop: Action = {
  name: "std.async_noop",
  description: "Does nothing and waits: its result is told from outside, by PUT /v2/action_executions/{id}.",
  parameters: [],
  className: "mistral.actions.std_actions.AsyncNoOpAction",
  isAsync: true,
  answer: () => undefined,
  run: async () => succeeded(null),
};
