import { describe, expect, it } from "vitest";
import { outcome } from "./evaluate.ts";

describe("the caller's data", () => {
  it.each([
    ["{{ _.l.append(4) }}{{ _.l }}", "None[3, 1, 2, 4]"],
    ["{{ _.l.sort() }}{{ _.l }}", "None[1, 2, 3]"],
    ["{{ _.l.pop() }}{{ _.l.insert(0, 'x') }}{{ _.l }}", "2None['x', 3, 1]"],
    ["{{ _.l.extend([7]) }}{{ _.l.remove(1) }}{{ _.l.reverse() }}{{ _.l }}", "NoneNoneNone[7, 2, 3]"],
    ["{{ _.d.update({'b': 2}, c=3) }}{{ _.d }}", "None{'x': {'y': [1]}, 'b': 2, 'c': 3}"],
    ["{{ _.d.x.y.append(2) }}{{ _.d }}", "None{'x': {'y': [1, 2]}}"],
    ["{{ _.d.pop('x') }}{{ _.d }}", "{'y': [1]}{}"],
    ["{{ _.d.setdefault('n', []).append(1) }}{{ _.d.n }}", "None[1]"],
    [
      "{% set d = json_parse('{\"a\": [1]}') %}{{ d.a.append(2) }}{{ d.update(b=1) }}{{ d }}",
      "NoneNone{'a': [1, 2], 'b': 1}",
    ],
  ])("is changed by %s only for the template itself", (text, expected) => {
    const data = { l: [3, 1, 2], d: { x: { y: [1] } } };
    expect(outcome(text, data)).toBe(expected);
    expect(outcome(text, data)).toBe(expected);
    expect(data).toEqual({ l: [3, 1, 2], d: { x: { y: [1] } } });
  });
});
