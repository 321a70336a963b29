import { isMap, type Json, type JsonMap } from "../../core/base/index.ts";
import type { ActionResult } from "../../core/model/index.ts";
import { failed, optional, raised, reasonOf, required, succeeded, type Action, type ActionContext } from "../action.ts";
import type { HttpLimits } from "./dispatcher.ts";
import { readRequest } from "./request.ts";
import { readResponse } from "./response.ts";
import { send } from "./send.ts";

const parameters = [
  required("url"),
  optional("method", "GET"),
  ...["params", "body", "json", "headers", "cookies", "auth", "timeout", "allow_redirects", "proxies", "verify"].map(
    (name) => optional(name),
  ),
];

/** Mistral takes 200 to 306 for a success and everything else for an error that carries the whole answer. */
function isSuccess(status: Json | undefined): boolean {
  return typeof status === "number" && status >= 200 && status < 307;
}

async function call(
  title: string,
  input: JsonMap,
  context: ActionContext,
  extra: JsonMap,
  limits: HttpLimits,
): Promise<ActionResult> {
  const { body, json, headers = null } = input;
  if (body && json)
    return raised(title, context.actionId, "Only one of the parameters 'json' and 'body' can be passed");
  try {
    if (headers !== null && !isMap(headers)) throw new Error("'headers' must be a map");
    const own = { ...headers, "Idempotency-Key": context.actionId, ...extra };
    const isTraced = Object.keys(own).some((name) => name.toLowerCase() === "traceparent");
    const request = readRequest({ ...input, headers: isTraced ? own : { ...context.traceHeaders, ...own } });
    const result = readResponse(await send(request, limits, context.signal));
    return isSuccess(result["status"]) ? succeeded(result) : failed(result);
  } catch (error) {
    if (context.signal.aborted) throw error;
    return raised(title, context.actionId, `Failed to send HTTP request: ${reasonOf(error)}`);
  }
}

/** `std.http` and `std.mistral_http`, for a deployment's settings. */
export function httpActions(settings: HttpLimits): Action[] {
  return [
    {
      name: "std.http",
      description:
        "Sends an HTTP request. The result has `content` (parsed where it is JSON), `status`, `headers`, `url`, `history`, " +
        "`encoding`, `reason`, `cookies` and `elapsed` (seconds); a status outside 200 to 306 is an error with the same fields.",
      parameters,
      className: "mistral.actions.std_actions.HTTPAction",
      isAsync: false,
      run: (input, context) => call("HTTPAction", input, context, {}, settings),
    },
    {
      name: "std.mistral_http",
      description:
        "Sends an HTTP request that tells the receiver, in `Mistral-*` headers, which action execution it belongs to; the " +
        "receiver completes it later by PUT /v2/action_executions/{id}.",
      parameters,
      className: "mistral.actions.std_actions.MistralHTTPAction",
      isAsync: true,
      run: (input, context) => call("MistralHTTPAction", input, context, headersFor(context), settings),
    },
  ];
}

function headersFor(context: ActionContext): JsonMap {
  return {
    "Mistral-Workflow-Name": context.workflowName ?? "",
    "Mistral-Workflow-Execution-Id": context.executionId ?? "",
    "Mistral-Task-Id": context.taskId ?? "",
    "Mistral-Action-Execution-Id": context.actionId,
    "Mistral-Callback-URL": context.callbackUrl ?? "",
  };
}
