import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultString } from "../../../src/core/inheritance/index.ts";
import { Shelf } from "../../core/inheritance/shelf.ts";
import { Household, list, map, text, type Answer, type Person } from "./household.ts";

const flow = "{tasks: {a: {action: std.noop, on-success: [b]}, b: {action: std.noop}}}";

/** What a refusal tells besides Mistral's members, and what it says. */
function told(answer: Answer): Record<string, unknown> {
  const { impact: _impact, errors, ...first } = map(answer.body["inheritance"]);
  expect(list(errors)[0]).toEqual(first);
  expect(answer.body).toMatchObject({ faultcode: "Client", debuginfo: null });
  return { status: answer.status, says: answer.body["faultstring"], ...first };
}

describe("refusals that need a store tell code, place and remedy", () => {
  let house: Household;
  let ops: Person;
  let bob: Person;

  beforeAll(async () => {
    house = await Household.open();
    [ops, bob] = [house.as("ops"), house.as("bob")];
    await ops.create(`shared: ${flow}`, "?scope=public");
    await house.as("more").create(`shared: ${flow}`, "?scope=public");
    await ops.create(`hidden: ${flow}`);
    await bob.create(`base: ${flow}\nopen: {abstract: [t], tasks: {t: {timeout: 1}}}`);
    await bob.create("child: {extends: base, override: {b: {timeout: 1}}}");
  });

  afterAll(() => house.close());

  test("INH-002: two parents of one name", async () => {
    const message = "there are several workflows 'shared'; name the one you mean by its id";
    expect(told(await bob.create("x: {extends: shared}"))).toEqual({
      status: 400,
      code: "INH-002",
      path: "extends",
      workflow: "x",
      message,
      line: 2,
      column: 5,
      says: `INH-002: ${message} [workflow=x, line 2]`,
    });
  });

  test("INH-034: a declared level does not hold, with a witness", async () => {
    const answer = await bob.create(
      "x: {extends: base, conforms: projection, remove: [tasks.b, tasks.a.on-success.b]}",
    );
    expect(told(answer)).toMatchObject({ status: 400, code: "INH-034", path: "conforms", workflow: "x", line: 2 });
    expect(text(answer.body["faultstring"])).toContain("task 'b' is gone");
  });

  test("INH-035: a declared level cannot be decided", () => {
    const text = `version: '2.0'\nbase: ${flow}\nx: {extends: base, conforms: protocol, tasks: {c: {before: b}}}`;
    const [problem] = new Shelf().flatten(text, { compare: () => undefined }).problems;
    expect(problem && faultString(problem)).toBe(
      "INH-035: 'protocol' towards 'base' could not be decided (the state spaces were not compared); change less at once, or declare less [workflow=x, line 3]",
    );
    expect(problem?.path).toBe("conforms");
  });

  test("INH-037: a public workflow of a hidden parent", async () => {
    const message =
      "a public workflow shows what it inherits, and 'hidden' is not public; make the parent public first";
    expect(told(await ops.create("x: {extends: hidden}", "?scope=public"))).toEqual({
      status: 400,
      code: "INH-037",
      path: "extends",
      workflow: "x",
      message,
      line: 2,
      column: 5,
      says: `INH-037: ${message} [workflow=x, line 2]`,
    });
  });

  test("INH-040: an abstract workflow is run", async () => {
    const message = "Workflow is abstract and cannot be executed [workflow=open, abstract_tasks=['t']]";
    expect(told(await bob.send("POST", "/v2/executions", { workflow_name: "open" }))).toEqual({
      status: 400,
      code: "INH-040",
      path: "",
      workflow: "open",
      message,
      says: `INH-040: ${message}`,
    });
  });

  test("INH-050: an update that breaks a follower, with the whole report", async () => {
    const answer = await bob.update("base: {tasks: {a: {action: std.noop}}}");
    const why = "INH-011: override 'b': no task 'b' in 'base' (revision 2). Tasks: a";
    const message = `the update of 'base' breaks 1 of 1 followers: child: ${why}. Fix the follower, pin it (extends: {name: base, revision: 1}), or retry with on_break=hold.`;
    expect(told(answer)).toEqual({
      status: 409,
      code: "INH-050",
      path: "",
      workflow: "base",
      message,
      says: `INH-050: ${message}`,
    });
    expect(map(answer.body["inheritance"])["impact"]).toMatchObject({
      dry_run: false,
      revision: 2,
      diff: {
        added: [],
        removed: ["tasks.b"],
        changed: [],
        rewired: [{ source: "a", clause: "on-success", from: ["b"], to: [] }],
      },
      interface: { breaking: false },
      descendants: { followers: 1, unchanged: 0, changed: 0, broken: 1, locked: 0, other_projects: 0 },
      items: [
        {
          name: "child",
          depth: 1,
          effect: "broken",
          errors: [{ code: "INH-011", path: "override.b", line: 2, column: 35 }],
        },
      ],
    });
  });
});
