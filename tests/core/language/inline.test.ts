import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/core/base/index.ts";
import { mergeInline, splitInline } from "../../../src/core/language/index.ts";

describe("inline parameters", () => {
  test.each<[string, string, Record<string, Json>]>([
    ["std.echo", "std.echo", {}],
    ['std.echo output="x y"', "std.echo", { output: "x y" }],
    [`std.echo a='it' b="say 'x'" c='"'`, "std.echo", { a: "it", b: "say 'x'", c: '"' }],
    ["std.echo n=42 t=true f=false z=null", "std.echo", { n: 42, t: true, f: false, z: null }],
    ['std.echo n="42"', "std.echo", { n: "42" }],
    ["std.echo n=1.5 m=12abc t=trueish", "std.echo", { n: 1, m: 12, t: true }],
    ["std.echo n=-1 w=word T=True m={} x= 1", "std.echo", {}],
    ["std.echo l=[1, [2], true]", "std.echo", { l: [1, [2], true] }],
    ["std.echo l=[a, b]", "std.echo", { l: "[a, b]" }],
    ["std.echo a=[1] b=[2]", "std.echo", { a: "[1] b=[2]" }],
    ["std.echo x=<% $.a + 1 %> y={{ _.b }}", "std.echo", { x: "<% $.a + 1 %>", y: "{{ _.b }}" }],
    ['std.echo(output="x", delay=0)', "std.echo", { output: "x", delay: 0 }],
    ['std.echo(output="x")', 'std.echo(output="x")', {}],
    ["<% $.name %> a=1", "<% $.name %>", { a: 1 }],
    ["{{ _.name }} a=1", "{{ _.name }}", { a: 1 }],
    ["sub_<% $.x %>", "sub_<%", {}],
    ['fail(msg="sold out")', "fail", { msg: "sold out" }],
    ['fail msg="sold out"', "fail", { msg: "sold out" }],
    ["count=3 delay=<% $.d %>", "count", { count: 3, delay: "<% $.d %>" }],
    ["a.b __proto__=1", "a.b", JSON.parse('{"__proto__": 1}') as Record<string, Json>],
    ["größe.π wert=2", "größe.π", { wert: 2 }],
    ["a x-y=1, z_1=2", "a", { "x-y": 1, z_1: 2 }],
  ])("%s", (text, name, parameters) => {
    expect(splitInline(text)).toEqual({ name, parameters });
  });

  test("a text with blanks that begins with no name is refused", () => {
    expect(splitInline("(x y")).toBeUndefined();
    expect(splitInline(" std.echo")).toBeUndefined();
  });

  test("inline parameters win over the map; maps are merged", () => {
    expect(mergeInline({ a: 1, b: { x: 1, y: 2 }, c: 3 }, { a: 2, b: { y: 3 }, d: 4 })).toEqual({
      a: 2,
      b: { x: 1, y: 3 },
      c: 3,
      d: 4,
    });
  });
});
