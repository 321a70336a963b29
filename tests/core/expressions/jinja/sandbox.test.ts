import { describe, expect, it } from "vitest";
import { outcome } from "./evaluate.ts";

const data = { s: "text", l: [1], d: { x: 1 } };

describe("the sandbox", () => {
  it.each([
    ["_.s.__class__", "access to attribute '__class__' of 'str' object is unsafe."],
    ["_.s['__class__']", "access to attribute '__class__' of 'str' object is unsafe."],
    ["_.l.__len__", "access to attribute '__len__' of 'list' object is unsafe."],
    ["_.d.__init__", "access to attribute '__init__' of 'dict' object is unsafe."],
    ["range.__globals__", "access to attribute '__globals__' of 'function' object is unsafe."],
    ["_.s | attr('__class__')", "access to attribute '__class__' of 'str' object is unsafe."],
    ["'{0.__class__}'.format(5)", "access to attribute '__class__' of 'int' object is unsafe."],
  ])("hides {{ %s }}", (expr, message) => {
    expect(outcome(`{{ ${expr} }}`, data)).toBe(`SecurityError: ${message}`);
  });

  it.each(["constructor", "__proto__", "prototype", "toString", "hasOwnProperty", "length", "at", "valueOf", "call"])(
    "knows nothing of the host's %s",
    (name) => {
      for (const value of [
        "_.s",
        "_.l",
        "_.d",
        "5",
        "1.5",
        "none",
        "(1,)",
        "range",
        "_.s.upper",
        "joiner()",
        "namespace()",
      ]) {
        expect(outcome(`{{ (${value}).${name} is defined }}`, data)).toBe(false);
      }
    },
  );

  it("keeps keys of the host's names apart from the host", () => {
    const strange: unknown = JSON.parse('{"__proto__": 1, "constructor": 2}');
    expect(outcome("{{ _['__proto__'] + _.constructor }}", strange as { readonly [key: string]: number })).toBe(3);
    expect(outcome("{{ dict(__proto__=1) | list }}")).toEqual(["__proto__"]);
  });

  it("bounds ranges", () => {
    const message = "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000).";
    expect(outcome("{{ range(100001) | length }}")).toBe(`OverflowError: ${message}`);
    expect(outcome("{{ range(100000) | length }}")).toBe(100_000);
  });
});
