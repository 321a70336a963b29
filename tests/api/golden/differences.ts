/** Requests that were made before a recorded one, but are not among them. */
interface Setup {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function workflow(body: string): Setup {
  const headers = { "content-type": "text/plain" };
  return { method: "POST", path: "/v2/workflows", headers, body: `version: '2.0'\n${body}` };
}

/** By the place of the recorded request that they come before. */
export const setups: Readonly<Record<number, readonly Setup[]>> = {
  252: [
    workflow("PREFIX_rev: {type: reverse, tasks: {a: {action: std.noop}, b: {action: std.noop, requires: [a]}}}"),
  ],
};

export const differences: Readonly<Record<string, { readonly status: number; readonly body?: unknown }>> = {};

/** Whether a recorded request is about something that this service does not have. */
export function notOurs({ section }: { readonly section: string }): boolean {
  return ["cron_triggers", "event_triggers", "services"].includes(section);
}
