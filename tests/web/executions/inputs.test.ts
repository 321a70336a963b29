import { describe, expect, test } from "vitest";
import { addressOf, filtersOf, isId, queryOf } from "../../../web/executions/filters.ts";
import { fieldsOf, inputOf } from "../../../web/executions/inputs.ts";

const fields = fieldsOf(
  '{"input": ["who", {"count": 3}, {"ratio": 2.0}, {"dry": false}, {"list": [1]}, {"note": "x"}, {"any": null}], "output": []}',
);

describe("a form made from the inputs of a workflow", () => {
  test("has a field for each, of the kind of its default", () => {
    expect(fields.map(({ name, kind, isRequired, text }) => [name, kind, isRequired, text])).toEqual([
      ["who", "text", true, ""],
      ["count", "number", false, "3"],
      ["ratio", "json", false, "2.0"],
      ["dry", "switch", false, "false"],
      ["list", "json", false, "[\n  1\n]"],
      ["note", "text", false, "x"],
      ["any", "json", false, ""],
    ]);
  });

  test("sends what was changed, and what is required", () => {
    expect(inputOf(fields, { who: "you", count: "4", dry: "true", list: "[]" })).toEqual({
      input: { who: "you", count: 4, dry: true, list: [] },
      faults: [],
    });
  });

  test.each([
    ["42", 42],
    ['{"a": 1}', { a: 1 }],
    ['"42"', "42"],
    ["true", true],
    ["4 apples", "4 apples"],
    ["", ""],
  ])("a required input may be written as JSON or as it is: %s", (text, value) => {
    expect(inputOf(fields.slice(0, 1), { who: text }).input).toEqual({ who: value });
  });

  test.each([
    [{ count: "many" }, "count"],
    [{ list: "[1" }, "list"],
  ])("tells what cannot be read: %j", (texts, name) => {
    expect(inputOf(fields, texts).faults.map((fault) => fault.name)).toEqual([name]);
  });

  test("of a workflow without inputs is empty", () => {
    expect(fieldsOf("{}")).toEqual([]);
  });
});

describe("filters", () => {
  test.each(["", "q=deploy", "state=RUNNING%2CERROR", "q=a&state=SUCCESS&children=true"])(
    "'%s' comes back from an address",
    (text) => {
      const filters = filtersOf(new URLSearchParams(text));
      const given = Object.entries(addressOf(filters)).filter((entry): entry is [string, string] => Boolean(entry[1]));
      expect(new URLSearchParams(given).toString()).toBe(text);
    },
  );

  test("are told to the service in its own words", () => {
    expect(queryOf({ text: "dep", states: ["ERROR", "PAUSED"], withChildren: false })).toEqual({
      workflow_name: "has:dep",
      state: "in:ERROR,PAUSED",
      nulls: "task_execution_id",
    });
  });

  test("an id is told from a name", () => {
    expect([isId("01a20e0c-df5d-4000-9ca6-1659ce5bc551"), isId("deploy")]).toEqual([true, false]);
  });
});
