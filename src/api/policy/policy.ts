import { parse } from "yaml";
import { isList, isMap } from "../../core/base/index.ts";
import type { Json } from "../../core/base/index.ts";
import type { Caller } from "../../core/model/index.ts";
import { isAdmin } from "../../library/index.ts";
import { allows, rulesIn, type Check } from "./check.ts";
import { defaultRules, type CallName } from "./names.ts";
import { readCheck } from "./read-check.ts";

/** Who may make which call. */
export class Policy {
  readonly #rules: ReadonlyMap<string, Check>;

  private constructor(rules: ReadonlyMap<string, Check>) {
    this.#rules = rules;
  }

  /** Mistral's own rules: everybody within their project, admins everywhere. */
  static default(): Policy {
    return new Policy(rulesOf(defaultRules));
  }

  /**
   * Reads a policy file: a map of names to rules, in YAML or JSON, as OpenStack's services have it. What it does not name
   * stays as it is by default; names that are no call can be used by other rules.
   *
   * @param path the file's name, for messages
   * @throws Error with all that is wrong with it
   */
  static read(text: string, path: string): Policy {
    const problems: string[] = [];
    const given = mapIn(text, problems);
    const rules = new Map(rulesOf(defaultRules));
    for (const [name, rule] of Object.entries(given)) {
      const check = readRule(rule);
      if (typeof check === "string") problems.push(`${name}: ${check}`);
      else rules.set(name, check);
    }
    for (const name of Object.keys(given)) problems.push(...faultsOf(name, rules));
    if (problems.length > 0) throw new Error(`${path} is no policy: ${problems.join("; ")}`);
    return new Policy(rules);
  }

  /**
   * Whether the caller may make a call. What it is about is the caller's own project: which rows of others it sees is not a
   * matter of the policy.
   */
  allows(call: CallName, caller: Caller): boolean {
    const rule = this.#rules.get(call);
    const target = { project: caller.project, user: caller.user };
    const asked = { caller, isAdmin: isAdmin(caller), target };
    return rule !== undefined && allows(rule, asked, (name) => this.#rules.get(name));
  }
}

function rulesOf(texts: Readonly<Record<string, string>>): ReadonlyMap<string, Check> {
  return new Map(
    Object.entries(texts).map(([name, text]) => {
      const check = readCheck(text);
      if (typeof check === "string") throw new Error(`${name}: ${check}`);
      return [name, check];
    }),
  );
}

function mapIn(text: string, problems: string[]): Readonly<Record<string, Json>> {
  try {
    const value = parse(text) as Json;
    if (value === null) return {};
    if (isMap(value)) return value;
    problems.push("it must be a map of names to rules");
  } catch (error) {
    problems.push(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
  }
  return {};
}

/** A rule is a text; older files have a list of lists of checks: any of the lists, all of its checks. */
function readRule(rule: Json): Check | string {
  if (typeof rule === "string") return readCheck(rule);
  if (!isList(rule)) return "a rule is a text";
  if (rule.length === 0) return { type: "always" };
  const checks: Check[] = [];
  for (const one of rule) {
    const all = (isList(one) ? one : [one]).map((text) =>
      typeof text === "string" ? readCheck(text) : "a check is a text",
    );
    const fault = all.find((check) => typeof check === "string");
    if (fault !== undefined) return fault;
    checks.push({ type: "and", checks: all.filter((check) => typeof check !== "string") });
  }
  return { type: "or", checks };
}

/** Rules that refer to one that is not there, or in a circle. */
function faultsOf(name: string, rules: ReadonlyMap<string, Check>): string[] {
  const check = rules.get(name);
  if (check === undefined) return [];
  const missing = rulesIn(check).filter((other) => !rules.has(other));
  if (missing.length > 0) return missing.map((other) => `${name}: there is no rule '${other}'`);
  return reaches(name, name, rules, new Set()) ? [`${name}: it refers to itself`] : [];
}

function reaches(from: string, to: string, rules: ReadonlyMap<string, Check>, seen: Set<string>): boolean {
  const check = rules.get(from);
  if (check === undefined || seen.has(from)) return false;
  seen.add(from);
  return rulesIn(check).some((other) => other === to || reaches(other, to, rules, seen));
}
