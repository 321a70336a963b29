import type { FastifySchema } from "fastify";
import { z } from "zod";
import type { Call, Family } from "./call.ts";

/** The fault of calls in JSON (REST reference, section 3). */
const longFault = z.object({
  faultcode: z.enum(["Client", "Server"]),
  faultstring: z.string(),
  debuginfo: z.null(),
});
/** The fault of calls that take the text of a definition. */
const shortFault = z.object({ faultstring: z.string() });

const definitionTypes = ["text/plain", "text/yaml", "application/json"];

/**
 * A call for the description of the interface.
 *
 * @param method in upper case
 * @param url the path, with `:name` for its variable parts
 * @param tag the resource it belongs to
 */
export function describeCall(call: Call, method: string, url: string, tag: string): FastifySchema {
  const { summary, rule, query, body, status, family } = call;
  return {
    summary,
    description: rule === null ? "For every caller, whatever the policy says." : `In a policy: \`${rule}\`.`,
    operationId: nameOf(method, url),
    tags: [tag],
    ...(takesText(family) ? { consumes: definitionTypes } : {}),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    response: { [status]: answerOf(call), "4xx": faultOf(family) },
  };
}

/** `GET /v2/workflows/:name` becomes `getWorkflowsByName`. */
function nameOf(method: string, url: string): string {
  const parts = url.split("/").filter((part) => part !== "" && part !== "v2");
  const words = parts.flatMap((part) => (part.startsWith(":") ? ["by", part.slice(1)] : part.split("_")));
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function takesText(family: Family): boolean {
  return family === "text" || family === "check";
}

function answerOf({ status, answer, family }: Call) {
  if (status === 204) return z.null().describe("It is done; there is no body.");
  const json = { "application/json": { schema: answer ?? z.unknown() } };
  const more = family === "view" ? { "text/yaml": { schema: z.string() } } : {};
  return { description: "What was asked for.", content: { ...json, ...more } };
}

function faultOf(family: Family) {
  const schema = family === "text" || family === "short" ? shortFault : longFault;
  return { description: "Refused; the text says why.", content: { "application/json": { schema } } };
}
