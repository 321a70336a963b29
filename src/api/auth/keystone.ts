import { z } from "zod";
import { Fault } from "../http/fault.ts";
import { hashOf, tokenInvalid, tokenMissing, type Authenticate, type Authenticated } from "./authenticate.ts";

export interface KeystoneOptions {
  /** The address of Keystone's version 3: `https://HOST/identity/v3`. */
  readonly url: string;
  /** What clients are told to ask for a token. */
  readonly publicUrl: string;
  /** The user of this service, who may look at tokens. */
  readonly username: string;
  readonly password: string;
  readonly projectName: string;
  readonly userDomainName: string;
  readonly projectDomainName: string;
  /** How long an answer is believed, in seconds; never longer than the token is valid. */
  readonly cacheSeconds: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

const tokenShape = z.object({
  token: z.object({
    expires_at: z.iso.datetime({ offset: true }),
    user: z.object({ id: z.string(), name: z.string().optional() }),
    project: z.object({ id: z.string() }).optional(),
    roles: z.array(z.object({ name: z.string() })).default([]),
  }),
});

interface Answer {
  readonly found: Authenticated;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly until: number;
}

const timeoutMs = 10_000;
/** Answers kept; the oldest go first. */
const mostAnswers = 10_000;

/**
 * Tokens of OpenStack: Keystone is asked whether they are valid, and whose they are. The project is the one that the token is
 * scoped to.
 */
export function keystoneAuthentication(options: KeystoneOptions): Authenticate {
  const { publicUrl, now } = options;
  const keystone = new Keystone(options);
  const answers = new Map<string, Promise<Answer>>();
  const challenge = `Keystone uri="${publicUrl}"`;

  async function ask(token: string): Promise<Answer> {
    const key = hashOf(token);
    const known = await answers.get(key);
    if (known !== undefined && known.until > now()) return known;
    const asked = keystone.validate(token);
    answers.delete(key);
    answers.set(key, asked);
    const [oldest] = answers.keys();
    if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
    return asked.catch((error: unknown) => {
      answers.delete(key);
      throw error;
    });
  }

  return async (token) => {
    if (token === undefined) return { reason: tokenMissing, challenge };
    const { found } = await ask(token).catch((error: unknown) => {
      throw new Fault(503, "Keystone, which knows whether tokens are valid, does not answer.", {
        headers: { "retry-after": "5" },
        cause: error,
      });
    });
    return "reason" in found ? { ...found, challenge } : found;
  };
}

class Keystone {
  readonly #options: KeystoneOptions;
  #ownToken: Promise<string> | undefined;

  constructor(options: KeystoneOptions) {
    this.#options = options;
  }

  /** @throws Error when Keystone does not answer, or does not know this service */
  async validate(token: string): Promise<Answer> {
    const { now, cacheSeconds } = this.#options;
    const answer = await this.#lookAt(token);
    const until = now() + cacheSeconds * 1000;
    if (answer === undefined) return { found: { reason: tokenInvalid(token) }, until: Math.min(until, now() + 10_000) };
    const { expires_at: expires, user, project, roles } = answer;
    const expiresAt = Date.parse(expires);
    if (expiresAt <= now()) return { found: { reason: tokenInvalid(token) }, until };
    if (project === undefined) return { found: { reason: "The token is not scoped to a project" }, until };
    const caller = { project: project.id, user: user.name ?? user.id, roles: roles.map(({ name }) => name) };
    return { found: caller, until: Math.min(until, expiresAt) };
  }

  /** @returns undefined when there is no such token */
  async #lookAt(token: string): Promise<z.output<typeof tokenShape>["token"] | undefined> {
    const ask = async () =>
      this.#send("/auth/tokens?nocatalog", {
        headers: { "X-Auth-Token": await this.#own(), "X-Subject-Token": token },
      });
    let answer = await ask();
    if (answer.status === 401) {
      // The own token has expired, or was taken back.
      this.#ownToken = undefined;
      answer = await ask();
    }
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`Keystone answered ${answer.status} to the question about a token`);
    return tokenShape.parse(await answer.json()).token;
  }

  /** The token with which this service asks. */
  #own(): Promise<string> {
    this.#ownToken ??= this.#logIn().catch((error: unknown) => {
      this.#ownToken = undefined;
      throw error;
    });
    return this.#ownToken;
  }

  async #logIn(): Promise<string> {
    const { username, password, projectName, userDomainName, projectDomainName } = this.#options;
    const user = { name: username, password, domain: { name: userDomainName } };
    const scope = { project: { name: projectName, domain: { name: projectDomainName } } };
    const answer = await this.#send("/auth/tokens?nocatalog", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ auth: { identity: { methods: ["password"], password: { user } }, scope } }),
    });
    const token = answer.headers.get("x-subject-token");
    if (answer.status !== 201 || token === null)
      throw new Error(`Keystone refused the service's user (${answer.status})`);
    return token;
  }

  #send(path: string, init: RequestInit): Promise<Response> {
    const url = `${this.#options.url.replace(/\/$/, "")}${path}`;
    return fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
  }
}
