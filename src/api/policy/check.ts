import type { Caller } from "../../core/model/index.ts";

/** Whom a rule is about: the caller, and the project and user that the call is about. */
export interface Asked {
  readonly caller: Caller;
  readonly isAdmin: boolean;
  readonly target: { readonly project: string; readonly user: string };
}

/** A rule that was read. */
export type Check =
  | { readonly type: "always" }
  | { readonly type: "never" }
  | { readonly type: "not"; readonly check: Check }
  | { readonly type: "and" | "or"; readonly checks: readonly Check[] }
  /** Another rule of the policy. */
  | { readonly type: "rule"; readonly name: string }
  | { readonly type: "role"; readonly name: string }
  /** A fact about the caller, or a quoted word, that must be this text; `%(project_id)s` stands for the target's project. */
  | { readonly type: "same"; readonly of: string; readonly text: string };

/**
 * Whether a rule lets the caller through.
 *
 * @param ruleOf finds other rules of the policy; a rule that is not there lets nobody through
 */
export function allows(check: Check, asked: Asked, ruleOf: (name: string) => Check | undefined): boolean {
  switch (check.type) {
    case "always":
      return true;
    case "never":
      return false;
    case "not":
      return !allows(check.check, asked, ruleOf);
    case "and":
      return check.checks.every((one) => allows(one, asked, ruleOf));
    case "or":
      return check.checks.some((one) => allows(one, asked, ruleOf));
    case "rule": {
      const rule = ruleOf(check.name);
      return rule !== undefined && allows(rule, asked, ruleOf);
    }
    case "role":
      return asked.caller.roles.some((role) => role.toLowerCase() === check.name.toLowerCase());
    case "same":
      return isSame(check.of, check.text, asked);
  }
}

function isSame(of: string, text: string, { caller, isAdmin, target }: Asked): boolean {
  const wanted = text.replace(/^%\((\w+)\)s$/, (whole, name: string) => {
    if (name === "project_id" || name === "tenant_id") return target.project;
    return name === "user_id" ? target.user : whole;
  });
  const quoted = /^(['"])(.*)\1$/.exec(of)?.[2];
  if (quoted !== undefined) return quoted === wanted;
  switch (of) {
    case "is_admin":
      return wanted === (isAdmin ? "True" : "False");
    case "project_id":
    case "tenant":
    case "tenant_id":
      return caller.project === wanted;
    case "user_id":
    case "user":
      return caller.user === wanted;
    default:
      return /^(true|false|none|\d+)$/i.test(of) && of === wanted;
  }
}

/** The rules that a rule refers to. */
export function rulesIn(check: Check): string[] {
  switch (check.type) {
    case "rule":
      return [check.name];
    case "not":
      return rulesIn(check.check);
    case "and":
    case "or":
      return check.checks.flatMap(rulesIn);
    case "always":
    case "never":
    case "role":
    case "same":
      return [];
  }
}
