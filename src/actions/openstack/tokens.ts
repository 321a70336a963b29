import { createHash } from "node:crypto";
import { isMap, writeJson, type Json, type JsonMap } from "../../core/base/index.ts";
import type { Cloud } from "./cloud.ts";
import { faultOf, tokensUrl, tokenRequest } from "./identity.ts";

/** A token and what comes with it. */
export interface Token {
  readonly id: string;
  readonly catalogue: Json;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** An answer of Keystone. */
export interface IdentityAnswer {
  readonly status: number;
  readonly headers: JsonMap;
  readonly content: Json;
}

/** Sends a request to Keystone. */
export type AskIdentity = (url: string, body: JsonMap) => Promise<IdentityAnswer>;

/** A token that ends sooner than this is not used any more. */
const reserveMs = 60_000;
const mostKept = 1000;

/** Tokens by whom they are for; each login is done once, also when many calls need it at the same time. */
export class Tokens {
  readonly #now: () => number;
  readonly #kept = new Map<string, Promise<Token>>();

  /** @param now milliseconds since 1970-01-01T00:00:00Z */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * A token that is good for a while.
   *
   * @param ask how Keystone is reached
   * @throws Error when the login is not complete or is refused
   */
  async get(cloud: Cloud, ask: AskIdentity): Promise<Token> {
    const key = keyOf(cloud.auth);
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      const token = await kept.catch(() => undefined);
      if (token !== undefined && token.expiresAt - reserveMs > this.#now()) return token;
      // Somebody else may have logged in again meanwhile.
      if (this.#kept.get(key) !== kept) return this.get(cloud, ask);
    }
    const login = logIn(cloud.auth, ask);
    this.#kept.delete(key);
    this.#kept.set(key, login);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return login;
  }

  /** Forgets a token that a service refused. */
  forget({ auth }: Cloud): void {
    this.#kept.delete(keyOf(auth));
  }
}

async function logIn(auth: JsonMap, ask: AskIdentity): Promise<Token> {
  const { status, headers, content } = await ask(tokensUrl(auth), tokenRequest(auth));
  if (status !== 201) throw new Error(`Keystone refused the login with status ${status}${faultOf(content)}`);
  const id = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-subject-token")?.[1];
  const token = isMap(content) ? content["token"] : undefined;
  if (typeof id !== "string" || !isMap(token)) throw new Error("Keystone answered the login without a token");
  const expiresAt = Date.parse(typeof token["expires_at"] === "string" ? token["expires_at"] : "");
  return { id, catalogue: token["catalog"] ?? null, expiresAt: Number.isNaN(expiresAt) ? 0 : expiresAt };
}

/** Secrets are not kept as keys. */
function keyOf(auth: JsonMap): string {
  return createHash("sha256").update(writeJson(auth)).digest("base64");
}
