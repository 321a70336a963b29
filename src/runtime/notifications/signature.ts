import { createHmac } from "node:crypto";

/**
 * Signs a message as Standard Webhooks says.
 *
 * @param secret as it is, or `whsec_` and its bytes in base64
 * @param id of the message
 * @param seconds since 1970-01-01T00:00:00Z
 * @returns the value of the header `webhook-signature`
 */
export function standardSignature(
  secret: string,
  id: string,
  seconds: number | string,
  body: string | Uint8Array,
): string {
  const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64") : secret;
  return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.`).update(body).digest("base64")}`;
}
