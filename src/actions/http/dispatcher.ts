import { readFileSync } from "node:fs";
import type { Dispatcher } from "undici";
import type { RefusedAddresses } from "./refused.ts";
import type { HttpRequest } from "./request.ts";

/** What a deployment says about the requests of workflows. */
export interface HttpLimits {
  /** The largest body of an answer that is taken, in bytes. */
  readonly maxAnswerBytes: number;
  readonly refused: RefusedAddresses;
}

/**
 * What carries a request: directly, over the proxy that it names, or over the one that HTTP_PROXY, HTTPS_PROXY and NO_PROXY of
 * the service's environment say, as in Mistral.
 *
 * @param limits the largest body that is taken, and where nobody may go
 * @throws Error when the file with the authorities cannot be read
 */
export async function dispatcherFor({ proxyUrl, verify }: HttpRequest, limits: HttpLimits): Promise<Dispatcher> {
  // Loaded where it is needed, so that a service starts the sooner.
  const { Agent, EnvHttpProxyAgent, ProxyAgent } = await import("undici");
  const tls = typeof verify === "string" ? { ca: readFileSync(verify) } : { rejectUnauthorized: verify };
  const { maxAnswerBytes: maxResponseSize, refused } = limits;
  // The proxy of the environment is the deployment's own choice and may be anywhere.
  if (proxyUrl === undefined && isProxyNamed()) {
    return new EnvHttpProxyAgent({ maxResponseSize, connect: tls, requestTls: tls });
  }
  const connect = refused.isEmpty ? tls : { ...tls, lookup: refused.lookup };
  if (proxyUrl === undefined) return new Agent({ maxResponseSize, connect });
  await refused.check(proxyUrl, false);
  return new ProxyAgent({ maxResponseSize, connect, uri: proxyUrl, requestTls: tls });
}

/** Whether the service's environment leads requests over a proxy. */
export function isProxyNamed(): boolean {
  return Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name));
}
