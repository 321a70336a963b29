import type { ActionContext } from "../../src/actions/index.ts";

/** What an action knows of its surroundings in a test. */
export function actionContext(more: Partial<ActionContext> = {}): ActionContext {
  return {
    actionId: "a1",
    taskId: "t1",
    executionId: "e1",
    workflowName: "w",
    callbackUrl: null,
    signal: new AbortController().signal,
    secret: async (reference) => `secret ${reference}`,
    ...more,
  };
}
