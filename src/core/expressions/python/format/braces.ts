import { keyError } from "../containers/dict.ts";
import { pyRepr, pyStr } from "../protocol/repr.ts";
import { quote, escapeNonAscii } from "../text/quote.ts";
import { PyError, valueError } from "../values/error.ts";
import type { Meter } from "../values/meter.ts";
import type { ArrayKind, Value } from "../values/value.ts";
import type { FieldAccess } from "./fields.ts";
import { formatValue } from "./value.ts";

/** What `str.format` is called with. */
export interface BracesCall {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly access: FieldAccess;
  readonly arrays: ArrayKind;
  readonly meter: Meter;
}

/**
 * Python's `template.format(*positional, **named)`.
 *
 * @throws PyError ValueError for a bad template; IndexError, KeyError, AttributeError for what a field asks for
 */
export function formatBraces(template: string, call: BracesCall): string {
  return new BracesWriter(call).write(template, 2);
}

class BracesWriter {
  private readonly call: BracesCall;
  /** The number of the next `{}`; undefined until a field has shown whether fields are numbered by hand. */
  private next = 0;
  private numbering: "automatic" | "manual" | undefined;

  constructor(call: BracesCall) {
    this.call = call;
  }

  write(template: string, depth: number): string {
    if (depth === 0) throw valueError("Max string recursion exceeded");
    let out = "";
    let at = 0;
    while (at < template.length) {
      const brace = nextBrace(template, at);
      out += template.slice(at, brace);
      if (brace === template.length) break;
      const char = template.charAt(brace);
      if (template.charAt(brace + 1) === char) {
        out += char;
        at = brace + 2;
        continue;
      }
      if (char === "}" || brace + 1 === template.length) {
        throw valueError(`Single '${char}' encountered in format string`);
      }
      const end = fieldEnd(template, brace + 1);
      out += this.field(template.slice(brace + 1, end), depth);
      this.call.meter.size(out.length);
      at = end + 1;
    }
    return out;
  }

  private field(text: string, depth: number): string {
    const { arrays, meter } = this.call;
    const { name, conversion, spec } = splitField(text);
    const value = this.lookUp(name);
    const converted = conversion === "" ? value : convert(value, conversion, arrays);
    return formatValue(
      converted,
      spec.includes("{") || spec.includes("}") ? this.write(spec, depth - 1) : spec,
      arrays,
      meter,
    );
  }

  private lookUp(name: string): Value {
    const first = /^[^.[]*/.exec(name)?.[0] ?? "";
    let value = this.argument(first);
    let at = first.length;
    while (at < name.length) {
      if (name.charAt(at) === ".") {
        const attribute = /^[^.[]*/.exec(name.slice(at + 1))?.[0] ?? "";
        if (attribute === "") throw valueError("Empty attribute in format string");
        value = this.call.access.attribute(value, attribute);
        at += attribute.length + 1;
      } else if (name.charAt(at) === "[") {
        const end = name.indexOf("]", at);
        if (end < 0) throw valueError("Missing ']' in format string");
        const key = name.slice(at + 1, end);
        if (key === "") throw valueError("Empty attribute in format string");
        value = this.call.access.item(value, /^[0-9]+$/.test(key) ? Number(key) : key);
        at = end + 1;
      } else throw valueError("Only '.' or '[' may follow ']' in format field specifier");
    }
    return value;
  }

  private argument(first: string): Value {
    const isNumber = /^[0-9]+$/.test(first);
    if (first !== "" && !isNumber) {
      const value = this.call.named.get(first);
      if (value === undefined) throw keyError(quote(first));
      return value;
    }
    const numbering = isNumber ? "manual" : "automatic";
    this.numbering ??= numbering;
    if (this.numbering !== numbering) {
      const [from, to] = isNumber
        ? ["automatic field numbering", "manual field specification"]
        : ["manual field specification", "automatic field numbering"];
      throw valueError(`cannot switch from ${from} to ${to}`);
    }
    const index = isNumber ? Number(first) : this.next++;
    if (index > Number.MAX_SAFE_INTEGER) throw valueError("Too many decimal digits in format string");
    const value = this.call.positional[index];
    if (value === undefined) {
      throw new PyError("IndexError", `Replacement index ${index} out of range for positional args tuple`);
    }
    return value;
  }
}

function nextBrace(template: string, from: number): number {
  for (let i = from; i < template.length; i++) {
    const char = template.charAt(i);
    if (char === "{" || char === "}") return i;
  }
  return template.length;
}

/** Where a field ends: the brace that balances; within `[...]` of the name braces are plain characters. */
function fieldEnd(template: string, from: number): number {
  let depth = 1;
  let isInName = true;
  for (let i = from; i < template.length; i++) {
    const char = template.charAt(i);
    if (isInName && char === "[") {
      const close = template.indexOf("]", i);
      if (close < 0) break;
      i = close;
    } else if (isInName && char === "!") {
      const end = conversionEnd(template, i);
      if (template.charAt(end) === "}") return end;
      i = end;
      isInName = false;
    } else if (isInName && char === ":") isInName = false;
    else if (isInName && char === "{") throw valueError("unexpected '{' in field name");
    else if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return i;
  }
  throw valueError(isInName ? "expected '}' before end of string" : "unmatched '{' in format spec");
}

/** Where the conversion behind a `!` ends: at a colon or the closing brace. */
function conversionEnd(template: string, mark: number): number {
  const code = template.codePointAt(mark + 1);
  if (code === undefined) throw valueError("end of string while looking for conversion specifier");
  const end = mark + 1 + String.fromCodePoint(code).length;
  if (end >= template.length) throw valueError("unmatched '{' in format spec");
  if (template.charAt(end) === ":" || template.charAt(end) === "}") return end;
  throw valueError("expected ':' after conversion specifier");
}

function splitField(text: string): { name: string; conversion: string; spec: string } {
  let at = 0;
  for (; at < text.length && text.charAt(at) !== ":" && text.charAt(at) !== "!"; at++) {
    if (text.charAt(at) === "[") at = text.indexOf("]", at);
  }
  const name = text.slice(0, at);
  if (text.charAt(at) !== "!") return { name, conversion: "", spec: text.slice(at + 1) };
  const [conversion = ""] = text.slice(at + 1);
  return { name, conversion, spec: text.slice(at + 2 + conversion.length) };
}

function convert(value: Value, conversion: string, arrays: ArrayKind): string {
  if (conversion === "s") return pyStr(value, arrays);
  if (conversion === "r") return pyRepr(value, arrays);
  if (conversion === "a") return escapeNonAscii(pyRepr(value, arrays));
  const code = conversion.codePointAt(0) ?? 0;
  const shown = code > 32 && code < 127 ? conversion : `\\x${code.toString(16)}`;
  throw valueError(`Unknown conversion specifier ${shown}`);
}
