import { createHmac, timingSafeEqual } from "node:crypto";
import { standardSignature } from "../../runtime/index.ts";
import type { Headers } from "./cloud-events.ts";

/** How a sender proves that it knows a secret: always by an HMAC of the body, with SHA-256. */
export type SignatureScheme =
  /** Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature`, all three signed. */
  | { readonly kind: "standard" }
  /** GitHub, Gitea and others: `X-Hub-Signature-256: sha256=HEX`. */
  | { readonly kind: "github" }
  /** Any header that holds the signature of the body. */
  | { readonly kind: "header"; readonly name: string; readonly prefix: string; readonly encoding: "hex" | "base64" };

/** So far a sender's clock may be wrong, and so long a request may be on its way, as Standard Webhooks proposes. */
const toleranceMs = 300_000;

/**
 * Checks the signature of a request.
 *
 * @param secrets any of them may have been used, so that one can be replaced
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @returns what is wrong with it; undefined when nothing is
 */
export function signatureFault(
  scheme: SignatureScheme,
  headers: Headers,
  body: Uint8Array,
  secrets: readonly string[],
  now: number,
): string | undefined {
  switch (scheme.kind) {
    case "standard":
      return standardFault(headers, body, secrets, now);
    case "github":
      return headerFault(headers, "x-hub-signature-256", "sha256=", "hex", body, secrets);
    case "header":
      return headerFault(headers, scheme.name, scheme.prefix, scheme.encoding, body, secrets);
  }
}

function standardFault(
  headers: Headers,
  body: Uint8Array,
  secrets: readonly string[],
  now: number,
): string | undefined {
  const { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": given } = headers;
  if (!id || !seconds || !given) return "the headers webhook-id, webhook-timestamp and webhook-signature must be given";
  if (!/^\d{1,12}$/.test(seconds)) return "webhook-timestamp must be seconds since 1970";
  if (Math.abs(Number(seconds) * 1000 - now) > toleranceMs) {
    return `webhook-timestamp is more than ${toleranceMs / 60_000} minutes away from the clock of this service`;
  }
  const expected = secrets.map((secret) => standardSignature(secret, id, seconds, body));
  return isAnySame(given.split(" "), expected) ? undefined : "the signature does not fit the body";
}

function headerFault(
  headers: Headers,
  name: string,
  prefix: string,
  encoding: "hex" | "base64",
  body: Uint8Array,
  secrets: readonly string[],
): string | undefined {
  const given = headers[name.toLowerCase()];
  if (!given) return `the header ${name} must be given`;
  const expected = secrets.map((secret) => prefix + createHmac("sha256", secret).update(body).digest(encoding));
  return isAnySame([given], expected) ? undefined : "the signature does not fit the body";
}

/** Compared in the same time wherever they differ. */
function isAnySame(given: readonly string[], expected: readonly string[]): boolean {
  return given.some((one) => expected.some((other) => isSame(Buffer.from(one), Buffer.from(other))));
}

function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
