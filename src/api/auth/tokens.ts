import { parse } from "yaml";
import { z } from "zod";
import type { Caller } from "../../core/model/index.ts";
import { hashOf, tokenInvalid, tokenMissing, type Authenticate } from "./authenticate.ts";

const entry = z.strictObject({
  token: z.string().min(1).describe("what the client sends"),
  project: z.string().min(1).describe("the project that it works for"),
  user: z.string().default(""),
  roles: z.array(z.string()).default([]).describe("`admin` sees all projects and may publish"),
});

const list = z.array(entry);
const named = z.strictObject({ tokens: z.unknown() });

/**
 * Reads a file of tokens: a list of `{token, project, user, roles}` in YAML or JSON, or a map that holds it under `tokens`.
 *
 * @param text the file's content
 * @param path its name, for messages
 * @throws Error with all that is wrong with it; no token is shown
 */
export function readTokens(text: string, path: string): Authenticate {
  const content: unknown = parse(text);
  const { success, data } = named.safeParse(content);
  const read = list.safeParse(success ? data.tokens : content);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`);
    throw new Error(`${path} is no file of tokens: ${problems.join("; ")}`);
  }
  // Tokens are compared by their hashes, so that the time it takes tells nothing about them.
  const callers = new Map<string, Caller>();
  for (const { token, project, user, roles } of read.data) {
    if (callers.has(hashOf(token))) throw new Error(`${path} is no file of tokens: one token stands in it twice`);
    callers.set(hashOf(token), { project, user, roles });
  }
  return (token) => {
    if (token === undefined) return { reason: tokenMissing };
    return callers.get(hashOf(token)) ?? { reason: tokenInvalid(token) };
  };
}
