import { isMap, writeJson, type JsonMap } from "../../core/base/index.ts";
import { failed, optional, raised, reasonOf, required, succeeded, type Action } from "../action.ts";
import { readRequest } from "../http/request.ts";
import { readResponse } from "../http/response.ts";
import type { HttpLimits } from "../http/dispatcher.ts";
import { send } from "../http/send.ts";
import { findEndpoint } from "./catalogue.ts";
import { cloudOf, type Cloud } from "./cloud.ts";
import { Tokens, type AskIdentity } from "./tokens.ts";

export interface OpenstackSettings {
  /** Path of `clouds.yaml`; undefined when every call says its own `auth`. */
  readonly cloudsFile: string | undefined;
  readonly limits: HttpLimits;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

const title = "OpenStackRequest";
const usualTimeoutSeconds = 60;

/** `openstack.request`, for a deployment's settings. Tokens are kept as long as they are good. */
export function openstackAction(settings: OpenstackSettings): Action {
  const tokens = new Tokens(settings.now);
  return {
    name: "openstack.request",
    description:
      "Calls a service of an OpenStack cloud: logs in to Keystone (an entry `cloud` of the deployment's clouds.yaml, or `auth` with the same " +
      "words), finds `service` in the catalogue by type or name, and sends the request to `path` there. The result is that of std.http; a " +
      "status from 400 on is an error with the same fields.",
    parameters: [
      required("service"),
      required("path"),
      optional("method", "GET"),
      ...["params", "headers", "json", "body", "cloud", "auth", "region", "interface", "microversion"].map((name) =>
        optional(name),
      ),
      optional("timeout", usualTimeoutSeconds),
    ],
    className: "ostro.openstack.Request",
    isAsync: false,
    async run(input, { actionId, signal }) {
      try {
        const result = await call(input, settings, tokens, signal);
        return Number(result["status"]) < 400 ? succeeded(result) : failed(result);
      } catch (error) {
        signal.throwIfAborted();
        return raised(title, actionId, reasonOf(error));
      }
    },
  };
}

async function call(
  input: JsonMap,
  settings: OpenstackSettings,
  tokens: Tokens,
  signal: AbortSignal,
): Promise<JsonMap> {
  const { service, path } = input;
  if (typeof service !== "string" || service === "") throw new Error("'service' must be the type or name of a service");
  if (typeof path !== "string") throw new Error("'path' must be a text");
  const cloud = await cloudOf(input, settings.cloudsFile);
  const exchange = async (parts: JsonMap): Promise<JsonMap> => {
    const request = readRequest({ timeout: input["timeout"] ?? null, verify: cloud.verify, ...parts });
    return readResponse(await send(request, settings.limits, signal));
  };
  const attempt = async () => exchange(await serviceRequest(input, service, path, cloud, tokens, logInBy(exchange)));
  const first = await attempt();
  if (first["status"] !== 401) return first;
  // The token was revoked, or the service lost it: a new one may do.
  tokens.forget(cloud);
  return attempt();
}

function logInBy(exchange: (parts: JsonMap) => Promise<JsonMap>): AskIdentity {
  return async (url, json) => {
    const { status, headers = null, content = null } = await exchange({ url, method: "POST", json });
    return { status: Number(status), headers: isMap(headers) ? headers : {}, content };
  };
}

async function serviceRequest(
  input: JsonMap,
  service: string,
  path: string,
  cloud: Cloud,
  tokens: Tokens,
  ask: AskIdentity,
): Promise<JsonMap> {
  const { id, catalogue } = await tokens.get(cloud, ask);
  const { method = "GET", params = null, headers = null, json = null, body = null, microversion = null } = input;
  const number = typeof microversion === "string" ? microversion : writeJson(microversion);
  const version = microversion === null ? {} : { "OpenStack-API-Version": `${service} ${number}` };
  return {
    url: `${findEndpoint(catalogue, service, cloud)}/${path.replace(/^\/+/, "")}`,
    method,
    params,
    json,
    body,
    headers: { Accept: "application/json", ...(isMap(headers) ? headers : {}), ...version, "X-Auth-Token": id },
    allow_redirects: true,
  };
}
