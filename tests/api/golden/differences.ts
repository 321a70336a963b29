interface Expected {
  readonly status: number;
  /** Not compared when left out. */
  readonly body?: unknown;
}

const refused: Expected = { status: 400 };
const shown: Expected = { status: 200 };

/**
 * Where this service answers otherwise than Mistral 15, by the place and name of the recorded request. The reasons stand in
 * docs/reference/differences.md.
 */
export const differences: Readonly<Record<string, Expected>> = {
  // Newer versions have them.
  "5 roots: info (newer only)": refused,
  "6 roots: maintenance (newer only)": { status: 403 },
  // A POST is a POST, whatever the query says.
  "15 roots: method override by query": refused,
  // Mistral fails with 500.
  "69 workflows: list: members by name": refused,
  "78 workflows: unknown sub-resource": { status: 405 },
  "94 list parameters: sort unknown key": {
    status: 400,
    body: { faultcode: "Client", faultstring: "Sort key supplied is invalid: frob", debuginfo: null },
  },
  "132 list parameters: filter input eq": refused,
  "202 actions: list: is_system=true": { status: 200, body: { actions: [] } },
  "203 actions: list: is_system=false": shown,
  "204 actions: list: tags": shown,
  "206 actions: list: sort by created_at (what the CLI asks for)": shown,
  "230 environments: create: JSON list": refused,
  "289 executions: list: nulls bogus": {
    status: 400,
    body: { faultcode: "Client", faultstring: "'frob' is not a valid field name.", debuginfo: null },
  },
  "346 tasks: get: with-items, published": shown,
  "360 tasks: list: result filter": refused,
  "361 tasks: list: reset filter": refused,
  "362 tasks: list: env filter": refused,
  "412 action_executions: list: task_name filter": shown,
  "426 action_executions: update: SUCCESS again": refused,
  "493 code_sources: create: no name": { status: 403 },
  // System actions that are not there, or described in other words.
  "183 actions: get built-in": shown,
  "184 actions: get built-in in a namespace": shown,
  "198 actions: list: marker is a name": shown,
  "205 actions: list: sort by name desc": shown,
  "210 actions: list: scope": { status: 200, body: { actions: [] } },
  // A message instead of a failure.
  "438 cron_triggers: create: no name": refused,
  // The order of ids is the order of ids.
  "461 cron_triggers: delete workflow that has one": refused,
  "487 event_triggers: delete workflow that has one": refused,
  // Filters that work.
  "482 event_triggers: list: name filter": shown,
  "483 event_triggers: list: workflow_id filter": shown,
  // Nodes do everything, and have names of their own.
  "521 services: list": shown,
  // Texts that speak of Python's own objects.
  "243 environments: validate": refused,
  // The first one has ended by then.
  "250 executions: create with the same id again": { status: 201 },
  // A description is a text.
  "269 executions: create: description null": { status: 201 },
  // What the client said is kept.
  "393 action_executions: run: save_result": { status: 201 },
  "405 action_executions: get": shown,
  // Actions of the same moment have an order.
  "334 executions: report": shown,
  "337 executions: report: errors_only": shown,
  "411 action_executions: list: fields task_name": shown,
};
