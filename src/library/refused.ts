import type { JsonMap, Problem } from "../core/base/index.ts";

/**
 * Why a definition was not read or written: what was sent is wrong (`invalid`), the caller may not (`forbidden`), there is
 * no such thing (`missing`), its name is taken (`taken`), or others depend on what would go (`breaking`).
 */
export type RefusalKind = "invalid" | "forbidden" | "missing" | "taken" | "breaking";

/** Nothing was written. The message is Mistral's where Mistral has one. */
export class DefinitionRefused extends Error {
  readonly kind: RefusalKind;
  /** All that is wrong with the text, the problem of the message first. */
  readonly problems: readonly Problem[];
  /** The member `inheritance` of an answer (design, section 9); undefined when the refusal has nothing to do with it. */
  readonly inheritance: JsonMap | undefined;

  constructor(
    kind: RefusalKind,
    message: string,
    more: { readonly problems?: readonly Problem[]; readonly inheritance?: JsonMap } = {},
  ) {
    super(message);
    this.name = "DefinitionRefused";
    this.kind = kind;
    this.problems = more.problems ?? [];
    this.inheritance = more.inheritance;
  }
}

/**
 * Refuses a text that has errors, in the words of the first one.
 *
 * @throws DefinitionRefused with all problems
 */
export function refuseErrors(problems: readonly Problem[]): void {
  const first = problems.find(({ severity }) => severity === "error");
  if (first !== undefined) throw new DefinitionRefused("invalid", first.message, { problems });
}
