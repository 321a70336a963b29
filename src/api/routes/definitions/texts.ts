import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Json, JsonMap, Problem } from "../../../core/base/index.ts";
import type { Scope } from "../../../core/model/index.ts";
import { problemShown, scopeOf, type TextCheck, type TextWrite, type Verdict } from "../../../library/index.ts";
import { badRequest } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import type { Call } from "../../http/route.ts";
import { checkNoNul } from "../../input/arguments.ts";
import { readText } from "../../input/body.ts";
import { enforce } from "../../policy/enforce.ts";
import type { CallName } from "../../policy/names.ts";

/** The query of a call that takes the text of definitions; parameters that it does not know are ignored. */
export function textQuery(request: FastifyRequest): ReadonlyMap<string, string> {
  const query = new Map(new URLSearchParams(queryOf(request)));
  for (const [name, value] of query) checkNoNul(value, name);
  return query;
}

/**
 * What is to be written.
 *
 * @param inPath a namespace in the path, which counts more than the query's
 * @param publicize what the caller must be allowed where the definition is to be public
 */
export function textWrite(request: FastifyRequest, inPath: string | undefined, publicize: CallName): TextWrite {
  const query = textQuery(request);
  const onBreak = query.get("on_break");
  if (onBreak !== undefined && onBreak !== "reject" && onBreak !== "hold") {
    throw badRequest(`on_break must be reject or hold, not '${onBreak}'`);
  }
  return {
    text: readText(request),
    namespace: inPath ?? query.get("namespace") ?? "",
    scope: scopeIn(request, publicize),
    isDryRun: isSaid(query.get("dry_run")),
    skipValidation: isSaid(query.get("skip_validation")),
    ...(onBreak === undefined ? {} : { onBreak }),
  };
}

/**
 * The scope in the query.
 *
 * @param publicize what the caller must be allowed where it is public
 * @throws DefinitionRefused `invalid`, `forbidden`
 */
export function scopeIn(request: FastifyRequest, publicize: CallName): Scope {
  const scope = scopeOf(textQuery(request).get("scope") ?? "private");
  if (scope === "public") enforce(request, publicize);
  return scope;
}

/** Whether a switch of the query is on. */
function isSaid(value: string | undefined): boolean {
  return value !== undefined && !/^(|false|f|no|n|off|0)$/i.test(value.trim());
}

/** A report is told with 200, also where a write would be answered by 201. */
export function asOk(reply: FastifyReply, report: JsonMap): JsonMap {
  reply.code(200);
  return report;
}

export const definitionText = z.string().describe("the text of the definition, in any content type");
export const writeQuery = z.object({
  namespace: z.string().optional(),
  scope: z.enum(["private", "public"]).optional(),
  skip_validation: z.boolean().optional().describe("leaves out Mistral's checks and the contract of parents"),
});

/** The same for texts with workflows, which may have children. */
export const familyQuery = writeQuery.extend({
  dry_run: z.boolean().optional().describe("writes nothing and answers what a write would do"),
  on_break: z.enum(["reject", "hold"]).optional().describe("what becomes of followers that the write would break"),
});

/** Warnings as they are shown; nothing at all where there are none. */
export function warningsMember(warnings: readonly Parameters<typeof problemShown>[0][]): { readonly warnings?: Json } {
  return warnings.length === 0 ? {} : { warnings: warnings.map(problemShown) };
}

/** The call that checks a text without writing anything: it is always answered by 200. */
export function validateCall(
  summary: string,
  check: (request: FastifyRequest, text: TextCheck) => Promise<Verdict>,
): Call {
  return {
    family: "check",
    rule: null,
    status: 200,
    summary,
    body: definitionText,
    query: z.object({
      namespace: z.string().optional(),
      resolve: z.boolean().optional().describe("false: only the text, without looking for parents outside of it"),
      problems: z.boolean().optional().describe("adds all problems with their places, and the complete forms"),
    }),
    answer: z.object({ valid: z.boolean(), error: z.string().optional() }),
    handle: async (request) => {
      const query = textQuery(request);
      const namespace = query.get("namespace") ?? "";
      const resolve = query.get("resolve");
      const isToResolve = resolve === undefined || isSaid(resolve);
      const verdict = await check(request, { text: readText(request), namespace, isToResolve });
      const problems = isSaid(query.get("problems"))
        ? { problems: (verdict.valid ? verdict.warnings : verdict.refusal.problems).map(placedProblem) }
        : undefined;
      if (verdict.valid) {
        const conformance = verdict.conformance.length === 0 ? {} : { conformance: verdict.conformance };
        const forms = problems === undefined ? {} : { workflows: (verdict.forms ?? []).map(formShown) };
        return { valid: true, ...warningsMember(verdict.warnings), ...conformance, ...problems, ...forms };
      }
      const { message, inheritance } = verdict.refusal;
      return { valid: false, error: message, ...(inheritance === undefined ? {} : { inheritance }), ...problems };
    },
  };
}

/** A workflow as an editor draws it. */
function formShown({
  name,
  spec,
  provenance,
}: NonNullable<Extract<Verdict, { valid: true }>["forms"]>[number]): JsonMap {
  return { name, spec, provenance };
}

/** A problem as an editor shows it: where it begins and how long it is. */
function placedProblem({ code, severity, message, path, place }: Problem): JsonMap {
  return { code, severity, message, path, ...(place === undefined ? {} : { ...place }) };
}
