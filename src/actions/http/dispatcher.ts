import { readFileSync } from "node:fs";
import type { Dispatcher } from "undici";
import type { HttpRequest } from "./request.ts";

/**
 * What carries a request: directly, over the proxy that it names, or over the one that HTTP_PROXY, HTTPS_PROXY and NO_PROXY of
 * the service's environment say, as in Mistral.
 *
 * @param maxBytes the largest body that is taken
 * @throws Error when the file with the authorities cannot be read
 */
export async function dispatcherFor({ proxyUrl, verify }: HttpRequest, maxBytes: number): Promise<Dispatcher> {
  // Loaded where it is needed, so that a service starts the sooner.
  const { Agent, EnvHttpProxyAgent, ProxyAgent } = await import("undici");
  const tls = typeof verify === "string" ? { ca: readFileSync(verify) } : { rejectUnauthorized: verify };
  const shared = { maxResponseSize: maxBytes, connect: tls };
  if (proxyUrl !== undefined) return new ProxyAgent({ ...shared, uri: proxyUrl, requestTls: tls });
  const isProxyNamed = Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name));
  return isProxyNamed ? new EnvHttpProxyAgent({ ...shared, requestTls: tls }) : new Agent(shared);
}
