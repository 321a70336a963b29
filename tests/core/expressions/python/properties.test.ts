import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/core/base/index.ts";
import { float } from "../../../../src/core/base/index.ts";
import * as py from "../../../../src/core/expressions/python/index.ts";
import type { Num, Value } from "../../../../src/core/expressions/python/index.ts";
import { newMeter } from "./operations.ts";

const int = fc.oneof(fc.integer(), fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(py.normal));
const number = fc.oneof(int, fc.double({ noNaN: true }).map(float));
const leaf = fc.oneof(fc.constant(null), fc.boolean(), number, fc.string({ unit: "binary" }), fc.string());
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const style = { sortKeys: false, acceptsObjects: false, arrays: "list", meter: newMeter() } as const;

describe("values of Python", () => {
  it("come back from JSON as they went", () => {
    fc.assert(
      fc.property(value, fc.constantFrom(null, 0, 4), (original, indent) => {
        const text = py.dumpJson(original, { ...style, meter: newMeter(), indent });
        expect(py.pyRepr(py.parseJsonText(text, "list"), "list")).toBe(py.pyRepr(original, "list"));
      }),
    );
  });

  it("come back from YAML as they went", () => {
    fc.assert(
      fc.property(value, (original) => {
        fc.pre(!/[\ud800-\udfff]|[^\P{C}\s]/u.test(JSON.stringify(py.toJson(original), bigText)));
        const back = py.parseYamlText(py.dumpYaml(original, "list", newMeter()), "list");
        expect(py.equals(back, original), py.dumpYaml(original, "list", newMeter())).toBe(true);
      }),
    );
  });

  it("are equal where their keys are", () => {
    fc.assert(
      fc.property(leaf, leaf, (a, b) => {
        expect(py.hashKey(a, "list") === py.hashKey(b, "list")).toBe(py.equals(a, b));
      }),
    );
  });

  it("are themselves as JSON", () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(py.toJson(original)).toBe(original as Json);
      }),
    );
  });
});

describe("numbers", () => {
  it("divide so that quotient and remainder make the whole again", () => {
    fc.assert(
      fc.property(int, int, (a, b) => {
        fc.pre(Number(b) !== 0);
        const whole = py.add(py.multiply(py.floorDivide(a, b), b), py.modulo(a, b));
        expect(whole).toEqual(a);
      }),
    );
  });

  it("keep their kind: ints stay ints, and one float makes a float", () => {
    const operations: ((a: Num, b: Num) => Num)[] = [py.add, py.subtract, py.multiply];
    fc.assert(
      fc.property(number, number, fc.constantFrom(...operations), (a, b, operate) => {
        fc.pre(Math.abs(py.asFloat(a)) < 1e150 && Math.abs(py.asFloat(b)) < 1e150);
        expect(py.isInt(operate(a, b))).toBe(py.isInt(a) && py.isInt(b));
      }),
    );
  });

  it("read back from their texts", () => {
    fc.assert(
      fc.property(number, (a) => {
        const text = py.pyRepr(a, "list");
        expect(py.isInt(a) ? py.parseInteger(text) : float(py.parseFloatText(text))).toEqual(a);
      }),
    );
  });
});

describe("texts", () => {
  const text = fc.string({ unit: "grapheme" });
  const bound = fc.option(fc.integer({ min: -8, max: 8 }));

  it("are sliced as the list of their characters is", () => {
    fc.assert(
      fc.property(text, bound, bound, fc.option(fc.integer({ min: 1, max: 3 })), (whole, start, stop, step) => {
        const characters = py.characters(whole);
        expect(py.sliceText(whole, start, stop, step)).toBe(py.sliceItems(characters, start, stop, step).join(""));
      }),
    );
  });

  it("come together again where they were split", () => {
    fc.assert(
      fc.property(
        text,
        fc.string({ minLength: 1, maxLength: 2 }),
        fc.integer({ min: -1, max: 3 }),
        (whole, separator, max) => {
          expect(py.split(whole, separator, max).join(separator)).toBe(whole);
          expect(py.splitRight(whole, separator, max).join(separator)).toBe(whole);
        },
      ),
    );
  });

  it("match their own escaped form and nothing else", () => {
    fc.assert(
      fc.property(text, fc.string(), (whole, other) => {
        const regex = py.compileRegex(py.escapeRegex(whole), py.noFlags);
        expect(regex.match(whole, newMeter(), true)).not.toBeNull();
        expect(regex.match(other, newMeter(), true) !== null).toBe(other === whole);
      }),
    );
  });
});

describe("datetimes", () => {
  const ordinal = fc.integer({ min: 1, max: py.lastOrdinal });
  const micros = fc.integer({ min: 0, max: py.microsPerDay - 1 });

  it("are the same again from their ISO text", () => {
    fc.assert(
      fc.property(ordinal, micros, fc.integer({ min: -1439, max: 1439 }), (day, time, minutes) => {
        fc.pre(day >= py.epochOrdinal / 2);
        const original = new py.PyDateTime(day, time, py.offsetZone(minutes * 60_000_000, null));
        expect(py.parseFreeTime(original.isoText("T"), original).equals(original)).toBe(true);
      }),
    );
  });

  it("come back when what was added is taken away", () => {
    fc.assert(
      fc.property(ordinal, micros, fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (day, time, length) => {
        fc.pre(day > 20_000 && day < py.lastOrdinal - 20_000);
        const original = new py.PyDateTime(day, time, py.utc);
        const delta = new py.PyTimeDelta(length);
        expect(original.plus(delta).minus(delta).equals(original)).toBe(true);
        expect(py.difference(original.plus(delta), original).equals(delta)).toBe(true);
      }),
    );
  });
});

function bigText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
