import { describe, expect, it, test } from "vitest";
import { Policy } from "../../../src/api/index.ts";
import type { CallName } from "../../../src/api/policy/names.ts";
import type { Caller } from "../../../src/core/model/index.ts";

const user: Caller = { project: "p", user: "u", roles: ["member"] };
const editor: Caller = { project: "p", user: "e", roles: ["Editor"] };
const admin: Caller = { project: "a", user: "root", roles: ["admin"] };

/** Which of the three may start workflows under a rule. */
function whoMay(rule: unknown, more: Readonly<Record<string, unknown>> = {}): string {
  const policy = Policy.read(JSON.stringify({ "executions:create": rule, ...more }), "policy.json");
  return [user, editor, admin]
    .filter((caller) => policy.allows("executions:create", caller))
    .map((caller) => caller.user)
    .join(" ");
}

describe("a rule", () => {
  it.each([
    ["", "u e root"],
    ["@", "u e root"],
    ["!", ""],
    ["rule:admin_only", "root"],
    ["rule:admin_or_owner", "u e root"],
    ["role:editor", "e"],
    ["role:EDITOR or is_admin:True", "e root"],
    ["not role:editor", "u root"],
    ["not (role:editor or role:member)", "root"],
    ["role:editor and is_admin:True", ""],
    ["role:member or role:editor and role:nothing", "u"],
    ["(role:member or role:editor) and project_id:p", "u e"],
    ["is_admin:False", "u e"],
    ["project_id:%(project_id)s", "u e root"],
    ["user_id:%(user_id)s and not user_id:e", "u root"],
    ["'p':%(project_id)s", "u e"],
    ["unknown:x", ""],
    [[["role:editor"], ["role:member", "project_id:q"]], "e"],
    [[], "u e root"],
  ])("%j lets through: %s", (rule, expected) => {
    expect(whoMay(rule)).toBe(expected);
  });

  it("may refer to rules of the same file", () => {
    expect(whoMay("rule:staff", { staff: "role:editor" })).toBe("e");
    expect(whoMay("rule:admin_or_owner", { admin_or_owner: "!" })).toBe("");
  });
});

describe("without a file", () => {
  const policy = Policy.default();

  it.each<[CallName, string]>([
    ["workflows:create", "u root"],
    ["workflows:publicize", "root"],
    ["workflows:list:all_projects", "root"],
    ["executions:list:all_projects", "root"],
    ["cron_triggers:delete", "u root"],
    ["code_sources:list", "root"],
    ["dynamic_actions:create", "root"],
    ["maintenance:update", "root"],
    ["services:list", "u root"],
    ["members:update", "u root"],
  ])("%s is for: %s", (call, expected) => {
    const may = [user, admin].filter((caller) => policy.allows(call, caller)).map((caller) => caller.user);
    expect(may.join(" ")).toBe(expected);
  });
});

describe("a file that is not in order is refused with all that is wrong", () => {
  test.each([
    ["- a list", "policy.yaml is no policy: it must be a map of names to rules"],
    ["a: rule:b", "policy.yaml is no policy: a: there is no rule 'b'"],
    ["a: rule:b\nb: rule:a", "policy.yaml is no policy: a: it refers to itself; b: it refers to itself"],
    ["a: (role:x", "policy.yaml is no policy: a: a parenthesis is not closed"],
    ["a: role:x and", "policy.yaml is no policy: a: it ends too early"],
    ["a: role:x role:y", "policy.yaml is no policy: a: 'role:y' is not expected there"],
    ["a: admin", "policy.yaml is no policy: a: 'admin' is no check; write KIND:VALUE, such as role:admin"],
    ["a: 5", "policy.yaml is no policy: a: a rule is a text"],
    ["a: [[5]]", "policy.yaml is no policy: a: a check is a text"],
  ])("%j", (text, message) => {
    expect(() => Policy.read(text, "policy.yaml")).toThrow(message);
  });

  it("an empty one is the default", () => {
    expect(Policy.read("# nothing\n", "policy.yaml").allows("workflows:create", user)).toBe(true);
  });
});
