import { array, constantFrom, nat, oneof, record, tuple, type Arbitrary } from "fast-check";
import { expectedBody, resourceOf, state, strangeBody, takesText, text } from "./bodies.ts";
import type { Kind } from "./known.ts";
import { one, rarely, word } from "./values.ts";

const operator = constantFrom("", "eq:", "neq:", "gt:", "gte:", "lt:", "lte:", "in:", "nin:", "has:", "frob:");
const argument = tuple(nat(), rarely(12, "", "frob", "\0", "__proto__"), operator, oneof(word, text, state));

/** A call of the interface, and the names of its arguments. */
export interface Described {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
}

export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer | undefined;
}

/** Requests of a call: most of them such as it wants them, with placeholders; the others anything. */
export function requestsOf(call: Described): Arbitrary<Request> {
  const { method: own, path } = call;
  const method = own.toUpperCase();
  return record({
    method: rarely(12, method, "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"),
    parts: tuple(partsOf(method, path), array(word, { minLength: 3, maxLength: 3 }), rarely(8, false, true)),
    query: tuple(array(argument, { maxLength: 3 }), rarely(call.query.length === 0 ? 12 : 3, false, true)),
    type: rarely(
      12,
      takesText(path) ? "text/plain" : "application/json",
      "application/json",
      "application/xml",
      "x/y",
      "",
    ),
    accept: rarely(12, "*/*", "application/json", "text/html", "application/xml", "text/yaml", "image/png", ";;,q="),
    payload: oneof({ weight: 9, arbitrary: expectedBody(method, path) }, { weight: 1, arbitrary: strangeBody }),
  }).map(({ method: used, parts: [fit, strange, isStrange], query: [query, isAsked], type, accept, payload }) => {
    const left = isStrange ? [...strange] : [...fit];
    const place = path.replaceAll(/\{[^}]+\}/g, () => part(left.shift() ?? "x"));
    const named: [string, string][] = takesName(call) ? [["name", "code"]] : [];
    const search = named.concat(
      (isAsked ? query : []).map(([at, other, op, value]): [string, string] => {
        return [other || (call.query[at % call.query.length] ?? "frob"), op + value.toWellFormed()];
      }),
    );
    return {
      method: used,
      url: search.length === 0 ? place : `${place}?${search.map(([a, b]) => `${part(a)}=${part(b)}`).join("&")}`,
      headers: { accept, ...(type === "" ? {} : { "content-type": type }) },
      payload: Buffer.isBuffer(payload) || typeof payload === "string" ? payload : undefined,
    };
  });
}

/** A part of an address; placeholders stay as they are. */
function part(given: string): string {
  return given
    .toWellFormed()
    .split(/(@[a-z_]+:\d+\.)/)
    .map((piece, index) => (index % 2 === 1 ? piece : encodeURIComponent(piece)))
    .join("");
}

function partsOf(method: string, path: string): Arbitrary<string[]> {
  const kinds = targets[`${method} ${path}`] ?? targets[resourceOf(path)] ?? [];
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  return tuple(
    ...names.map((name, index) => {
      if (name === "action") return one("action_executions");
      if (name === "member") return constantFrom("blues", "greens");
      if (name === "revision") return constantFrom("1", "2", "9");
      const [first, ...others] = kinds;
      return index === 0 && first !== undefined ? oneof(one(first), ...others.map(one)) : constantFrom("ns", "x");
    }),
  );
}

/** What the first part of an address names: by its resource, or by the call. */
const targets: Readonly<Record<string, readonly Kind[]>> = {
  workflows: ["workflows"],
  workbooks: ["workbooks"],
  actions: ["actions"],
  environments: ["environments"],
  executions: ["executions"],
  tasks: ["tasks"],
  action_executions: ["action_executions"],
  cron_triggers: ["cron_triggers"],
  event_triggers: ["event_triggers"],
  code_sources: ["code_sources"],
  dynamic_actions: ["dynamic_actions"],
  "PUT /v2/tasks/{id}": ["tasks", "failed_tasks", "failed_tasks", "failed_tasks"],
  "PUT /v2/action_executions/{id}": ["action_executions", "waiting_actions", "waiting_actions"],
};

/** A code source has its name in the query. */
function takesName({ method, path }: Described): boolean {
  return path === "/v2/code_sources" && method === "post";
}
