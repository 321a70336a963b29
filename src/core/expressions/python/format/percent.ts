import { keyError, PyDict } from "../containers/dict.ts";
import { PyList, PyTuple } from "../containers/sequence.ts";
import { floatOperand } from "../numbers/arithmetic.ts";
import { floatDigits } from "../numbers/float-digits.ts";
import type { FloatStyle } from "../numbers/float-digits.ts";
import { asFloat } from "../numbers/integer.ts";
import { truncate } from "../numbers/round.ts";
import { pyRepr, pyStr } from "../protocol/repr.ts";
import { characters, pointIndex, textLength } from "../text/code-points.ts";
import { quote, escapeNonAscii } from "../text/quote.ts";
import { PyError, typeError, valueError } from "../values/error.ts";
import type { Meter } from "../values/meter.ts";
import { typeName } from "../values/type-name.ts";
import { isArray, isInt, isNumber, isPlainMap } from "../values/value.ts";
import type { ArrayKind, Value } from "../values/value.ts";

const specifier = /([-+ #0]*)(\*|[0-9]*)(?:(\.)(\*|[0-9]*))?[hlL]?([\s\S])?/uy;

/**
 * Python's `template % args`.
 *
 * @param args a tuple gives one value to each specifier, a dict serves `%(key)s`, anything else is the only value
 * @throws PyError TypeError, ValueError, KeyError, OverflowError with Python's texts
 */
export function formatPercent(template: string, args: Value, arrays: ArrayKind, meter: Meter): string {
  return new PercentWriter(template, args, arrays, meter).write();
}

class PercentWriter {
  private readonly template: string;
  private readonly mapping: Value | undefined;
  private readonly arrays: ArrayKind;
  private readonly meter: Meter;
  private queue: readonly Value[];
  private used = 0;

  constructor(template: string, args: Value, arrays: ArrayKind, meter: Meter) {
    this.template = template;
    this.arrays = arrays;
    this.meter = meter;
    const tuple = args instanceof PyTuple ? args.items : arrays === "tuple" && isArray(args) ? args : undefined;
    this.queue = tuple ?? [args];
    const isMapping = args instanceof PyDict || args instanceof PyList || isPlainMap(args) || isArray(args);
    if (tuple === undefined && isMapping) this.mapping = args;
  }

  write(): string {
    const { template } = this;
    let out = "";
    let at = 0;
    for (;;) {
      const percent = template.indexOf("%", at);
      if (percent < 0) break;
      out += template.slice(at, percent);
      at = percent + 1;
      if (template.charAt(at) === "%") {
        out += "%";
        at++;
        continue;
      }
      if (template.charAt(at) === "(") at = this.takeKey(at + 1);
      specifier.lastIndex = at;
      const match = specifier.exec(template);
      const conversion = match?.[5];
      if (match === null || conversion === undefined) throw valueError("incomplete format");
      at = specifier.lastIndex;
      out += this.convert(match, conversion, at - conversion.length);
      this.meter.size(out.length);
    }
    if (this.used < this.queue.length && this.mapping === undefined) {
      throw typeError("not all arguments converted during string formatting");
    }
    return out + template.slice(at);
  }

  /** Reads `key)`, and makes the value under that key the next one. */
  private takeKey(from: number): number {
    if (this.mapping === undefined) throw typeError("format requires a mapping");
    let depth = 1;
    let end = from;
    for (; end < this.template.length && depth > 0; end++) {
      const char = this.template.charAt(end);
      if (char === "(") depth++;
      else if (char === ")") depth--;
    }
    if (depth > 0) throw valueError("incomplete format key");
    const key = this.template.slice(from, end - 1);
    this.queue = [memberOf(this.mapping, key, this.arrays)];
    this.used = 0;
    return end;
  }

  private take(): Value {
    const value = this.queue[this.used++];
    if (value === undefined) throw typeError("not enough arguments for format string");
    return value;
  }

  private convert(match: RegExpExecArray, conversion: string, at: number): string {
    let flags = match[1] ?? "";
    let width = this.number(match[2] ?? "");
    if (width < 0) {
      flags += "-";
      width = -width;
    }
    const precision = match[3] === undefined ? -1 : Math.max(0, this.number(match[4] ?? ""));
    this.meter.size(Math.max(width, precision));
    const value = this.take();
    switch (conversion) {
      case "s":
        return padded(cut(pyStr(value, this.arrays), precision), width, flags);
      case "r":
        return padded(cut(pyRepr(value, this.arrays), precision), width, flags);
      case "a":
        return padded(cut(escapeNonAscii(pyRepr(value, this.arrays)), precision), width, flags);
      case "c":
        return padded(character(value), width, flags);
      default:
    }
    if ("diouxX".includes(conversion)) return this.int(value, conversion, flags, width, precision);
    if ("eEfFgG".includes(conversion)) return this.float(value, conversion, flags, width, precision);
    const code = conversion.codePointAt(0) ?? 0;
    const shown = code > 31 && code < 128 ? conversion : "?";
    const index = pointIndex(this.template, at);
    throw valueError(`unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`);
  }

  private number(text: string): number {
    if (text !== "*") {
      if (text.length > 18) throw valueError(`${text === "" ? "precision" : "width"} too big`);
      return Number(text);
    }
    const value = this.take();
    if (typeof value === "boolean" || isInt(value)) return Number(value);
    throw typeError("* wants int");
  }

  private int(value: Value, conversion: string, flags: string, width: number, precision: number): string {
    const whole = wholeOf(value, conversion, this.arrays);
    const radix = conversion === "o" ? 8 : conversion === "x" || conversion === "X" ? 16 : 10;
    let digits = String(whole).replace("-", "");
    if (radix !== 10) digits = BigInt(digits).toString(radix);
    digits = digits.padStart(precision, "0");
    const prefix = flags.includes("#") && radix !== 10 ? `0${conversion === "o" ? "o" : "x"}` : "";
    const text = signed(whole < 0, prefix, digits, flags, width);
    return conversion === "X" ? text.toUpperCase() : text;
  }

  private float(value: Value, conversion: string, flags: string, width: number, precision: number): string {
    if (!isNumber(value) && typeof value !== "boolean") {
      throw typeError(`must be real number, not ${typeName(value, this.arrays)}`);
    }
    const number = typeof value === "boolean" ? Number(value) : floatOperand(value);
    const style = conversion.toLowerCase() as FloatStyle;
    const digits = Number.isFinite(number)
      ? floatDigits(Math.abs(number), style, precision < 0 ? 6 : precision, flags.includes("#"))
      : Number.isNaN(number)
        ? "nan"
        : "inf";
    const text = signed(number < 0 || Object.is(number, -0), "", digits, flags, width);
    return conversion < "a" ? text.toUpperCase() : text;
  }
}

function memberOf(mapping: Value, key: string, arrays: ArrayKind): Value {
  if (isPlainMap(mapping)) {
    if (Object.hasOwn(mapping, key)) return mapping[key] as Value;
    throw keyError(quote(key));
  }
  const found = mapping instanceof PyDict ? mapping.get(key) : undefined;
  if (found !== undefined) return found;
  if (mapping instanceof PyDict) throw keyError(quote(key));
  throw typeError(`${typeName(mapping, arrays)} indices must be integers or slices, not str`);
}

function wholeOf(value: Value, conversion: string, arrays: ArrayKind): number | bigint {
  if (isInt(value)) return value;
  if (typeof value === "boolean") return Number(value);
  const needsInt = conversion === "o" || conversion === "x" || conversion === "X";
  if (isNumber(value) && !needsInt) return truncate(asFloat(value));
  const what = needsInt ? "an integer is required" : "a real number is required";
  throw typeError(`%${conversion} format: ${what}, not ${typeName(value, arrays)}`);
}

function character(value: Value): string {
  if (typeof value === "string" && textLength(value) === 1) return value;
  if (typeof value !== "boolean" && !isInt(value)) throw typeError("%c requires int or char");
  const code = Number(value);
  if (code < 0 || code > 0x10ffff) throw new PyError("OverflowError", "%c arg not in range(0x110000)");
  return String.fromCodePoint(code);
}

function cut(text: string, precision: number): string {
  return precision < 0 || textLength(text) <= precision ? text : characters(text).slice(0, precision).join("");
}

function padded(text: string, width: number, flags: string): string {
  const blanks = " ".repeat(Math.max(0, width - textLength(text)));
  return flags.includes("-") ? text + blanks : blanks + text;
}

function signed(negative: boolean, prefix: string, digits: string, flags: string, width: number): string {
  const sign = negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const head = sign + prefix;
  if (!flags.includes("0") || flags.includes("-")) return padded(head + digits, width, flags);
  return head + digits.padStart(width - head.length, "0");
}
