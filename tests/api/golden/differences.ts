interface Expected {
  readonly status: number;
  /** Not compared when left out. */
  readonly body?: unknown;
}

const refused: Expected = { status: 400 };
const shown: Expected = { status: 200 };

/** Recorded requests that are answered otherwise for one reason. */
interface Difference {
  /** A sentence for docs/reference/rest.md, which is made from this. */
  readonly why: string;
  /** What is answered, by the place and name of the recorded request. */
  readonly answers: Readonly<Record<string, Expected>>;
}

/** Where this service answers otherwise than Mistral 15. */
export const reasons: readonly Difference[] = [
  {
    why: "Newer versions of Mistral have it.",
    answers: {
      "5 roots: info (newer only)": refused,
      "6 roots: maintenance (newer only)": { status: 403 },
    },
  },
  {
    why: "A POST is a POST, whatever the query says.",
    answers: {
      "15 roots: method override by query": refused,
    },
  },
  {
    why: "Mistral fails; here it is refused, or works.",
    answers: {
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
      "438 cron_triggers: create: no name": refused,
      "482 event_triggers: list: name filter": shown,
      "483 event_triggers: list: workflow_id filter": shown,
    },
  },
  {
    why: "System actions are described in other words.",
    answers: {
      "183 actions: get built-in": shown,
      "184 actions: get built-in in a namespace": shown,
      "198 actions: list: marker is a name": shown,
      "205 actions: list: sort by name desc": shown,
      "210 actions: list: scope": { status: 200, body: { actions: [] } },
    },
  },
  {
    why: "The ids of triggers in the message are sorted, and other ids sort otherwise.",
    answers: {
      "461 cron_triggers: delete workflow that has one": refused,
      "487 event_triggers: delete workflow that has one": refused,
    },
  },
  {
    why: "A node does everything, and its name is its id.",
    answers: {
      "521 services: list": shown,
    },
  },
  {
    why: "Mistral's text speaks of Python's own objects.",
    answers: {
      "243 environments: validate": refused,
    },
  },
  {
    why: "The first execution has ended by then.",
    answers: {
      "250 executions: create with the same id again": { status: 201 },
    },
  },
  {
    why: "A description that is null is an empty text.",
    answers: {
      "269 executions: create: description null": { status: 201 },
    },
  },
  {
    why: "The description that the client gave is kept.",
    answers: {
      "393 action_executions: run: save_result": { status: 201 },
      "405 action_executions: get": shown,
    },
  },
  {
    why: "What was created in the same moment has an order.",
    answers: {
      "334 executions: report": shown,
      "337 executions: report: errors_only": shown,
      "411 action_executions: list: fields task_name": shown,
    },
  },
];

/** The same, without the reasons. */
export const differences: Readonly<Record<string, Expected>> = Object.assign(
  {},
  ...reasons.map(({ answers }) => answers),
) as Readonly<Record<string, Expected>>;
