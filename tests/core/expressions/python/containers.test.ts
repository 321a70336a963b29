import { describe, expect, it } from "vitest";
import { Float } from "../../../../src/core/base/index.ts";
import * as py from "../../../../src/core/expressions/python/index.ts";
import type { Value } from "../../../../src/core/expressions/python/index.ts";
import { newMeter } from "./operations.ts";

describe("a dict", () => {
  it("holds one entry for 1, 1.0 and true, with the first key and the last value", () => {
    const dict = new py.PyDict("tuple", [
      [1, "a"],
      [new Float(1), "b"],
      [true, "c"],
    ]);
    expect(dict.repr("tuple")).toBe("{1: 'c'}");
  });

  it("tells keys apart that only look alike", () => {
    const keys: Value[] = ["1", 1, null, "None", [1, "2"], ["1", 2], [[1], 2], [1, [2]], "\0(1,", ["a,b"], ["a", "b"]];
    const dict = new py.PyDict(
      "tuple",
      keys.map((key, index) => [key, index]),
    );
    expect(dict.size).toBe(keys.length);
    expect(keys.map((key) => dict.get(key))).toEqual(keys.map((_, index) => index));
  });

  it("refuses what Python cannot hash", () => {
    expect(() => new py.PyDict("list").set([1], 2)).toThrow("unhashable type: 'list'");
    expect(() => new py.PyDict("tuple").set(new py.PyList([]), 2)).toThrow("unhashable type: 'list'");
    expect(() => new py.PyDict("tuple").set(new py.PyDict("tuple"), 2)).toThrow("unhashable type: 'dict'");
  });

  it("keeps dangerous keys as plain data", () => {
    const dict = new py.PyDict("list", [["__proto__", 1]]);
    const json = py.toJson(dict);
    expect(Object.keys(json as object)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
    expect(py.parseJsonText('{"__proto__": {"a": 1}}', "list")).toEqual(JSON.parse('{"__proto__": {"a": 1}}'));
    expect(Object.keys(py.parseYamlText("__proto__: {a: 1}", "list") as object)).toEqual(["__proto__"]);
  });

  it("equals a plain object with the same entries", () => {
    const dict = new py.PyDict("list", [["a", [1, { b: null }]]]);
    expect(py.equals(dict, { a: [new Float(1), { b: null }] })).toBe(true);
    expect(py.equals({ a: 1 }, dict)).toBe(false);
  });
});

describe("kinds of sequences", () => {
  it("are equal only to their own kind", () => {
    expect(py.equals(new py.PyList([1]), new py.PyList([true]))).toBe(true);
    expect(py.equals(new py.PyList([1]), [1])).toBe(false);
    expect(py.equals([1], new py.PyTuple([1]))).toBe(false);
  });

  it("print as the language reads an array", () => {
    expect([py.pyRepr([1], "tuple"), py.pyRepr([1], "list")]).toEqual(["(1,)", "[1]"]);
    expect(py.pyRepr([new py.PyList([[]])], "tuple")).toBe("([()],)");
  });
});

describe("an iterator", () => {
  it("gives each item once, and the rest to whoever asks next", () => {
    const iterator = new py.PyIterator([1, 2, 3].values());
    for (const item of iterator) {
      expect(item).toBe(1);
      break;
    }
    expect(py.toJson(iterator)).toEqual([2, 3]);
    expect(py.isTrue(iterator)).toBe(true);
  });
});

describe("what is stored", () => {
  const time = py.dateTimeOf({ year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5, microsecond: 0 }, py.utc);

  it.each<[string, Value, unknown]>([
    ["a set is an array", new py.PySet("list", ["a", 1]), ["a", 1]],
    ["a datetime is a text without offset", time, "2026-01-02T03:04:05.000000"],
    [
      "keys are texts",
      new py.PyDict("list", [
        [null, 1],
        [true, 2],
        [1.5, 3],
      ]),
      { null: 1, true: 2, "1.5": 3 },
    ],
  ])("%s", (_name, value, stored) => {
    expect(py.toJson([value])).toEqual([stored]);
  });

  it("does not take a timespan", () => {
    expect(() => py.toJson([new py.PyTimeDelta(1n)])).toThrow("Circular reference detected");
  });

  it("is oslo's JSON, which loses frozen dicts nested deeper than three", () => {
    const dump = (arrays: "tuple" | "list"): string =>
      py.dumpJson(
        { a: { b: { c: { d: 1 } } } },
        { indent: null, sortKeys: false, acceptsObjects: true, arrays, meter: newMeter() },
      );
    expect(dump("tuple")).toBe('{"a": {"b": {"c": null}}}');
    expect(dump("list")).toBe('{"a": {"b": {"c": {"d": 1}}}}');
  });
});

describe("the meter", () => {
  it.each<[string, (meter: py.Meter) => unknown]>([
    ["a repeated text", (meter) => py.repeat("ab", 10 ** 9, meter)],
    ["a wide field", (meter) => py.formatPercent("%1000000000d", 1, "list", meter)],
    ["a wide specification", (meter) => py.formatValue(1, ">1000000000", "list", meter)],
    ["a power", (meter) => py.power(10, 10 ** 9, meter)],
    ["a shift", (meter) => py.shiftLeft(1, 10 ** 12, meter)],
    ["a replacement", (meter) => py.replace("a".repeat(10_000), "a", "b".repeat(10_000), -1, meter)],
  ])("stops %s before it is made", (_name, make) => {
    expect(() => make(newMeter())).toThrow('"size" of the expression budget');
  });
});
