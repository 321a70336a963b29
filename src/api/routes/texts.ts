import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Json, Problem } from "../../core/base/index.ts";
import type { TextWrite, Verdict } from "../../library/index.ts";
import { queryOf } from "../http/query.ts";
import type { Call } from "../http/route.ts";
import { readText } from "../input/body.ts";

/** The query of a call that takes the text of definitions; parameters that it does not know are ignored. */
export function textQuery(request: FastifyRequest): ReadonlyMap<string, string> {
  return new Map(new URLSearchParams(queryOf(request)));
}

/**
 * What is to be written.
 *
 * @param inPath a namespace in the path, which counts more than the query's
 */
export function textWrite(request: FastifyRequest, inPath: string | undefined): TextWrite {
  const query = textQuery(request);
  return {
    text: readText(request),
    namespace: inPath ?? query.get("namespace") ?? "",
    scope: query.get("scope") ?? "private",
  };
}

export const definitionText = z.string().describe("the text of the definition, in any content type");
export const writeQuery = z.object({
  namespace: z.string().optional(),
  scope: z.enum(["private", "public"]).optional(),
});

/** Warnings as they are shown; nothing at all where there are none. */
export function warningsMember(warnings: readonly Problem[]): { readonly warnings?: Json } {
  if (warnings.length === 0) return {};
  const shown = warnings.map(({ code, path, message, place }) => ({
    code,
    path,
    message,
    ...(place === undefined ? {} : { line: place.line, column: place.column }),
  }));
  return { warnings: shown };
}

/** The call that checks a text without writing anything: it is always answered by 200. */
export function validateCall(
  summary: string,
  check: (request: FastifyRequest, text: string) => Promise<Verdict> | Verdict,
): Call {
  return {
    family: "check",
    status: 200,
    summary,
    body: definitionText,
    answer: z.object({ valid: z.boolean(), error: z.string().optional() }),
    handle: async (request) => {
      const verdict = await check(request, readText(request));
      if (verdict.valid) return { valid: true, ...warningsMember(verdict.warnings) };
      const { message, inheritance } = verdict.refusal;
      return { valid: false, error: message, ...(inheritance === undefined ? {} : { inheritance }) };
    },
  };
}
