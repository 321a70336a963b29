import { valueError } from "../values/error.ts";

/** A parsed format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
export interface FormatSpec {
  readonly fill: string;
  readonly align: "<" | ">" | "=" | "^";
  readonly sign: "" | "+" | "-" | " ";
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  /** -1 where it is left out. */
  readonly width: number;
  readonly grouping: "" | "," | "_";
  /** -1 where it is left out. */
  readonly precision: number;
  /** A single character, or the empty text. */
  readonly type: string;
}

const alignments = "<>=^";

/**
 * Parses a format specification.
 *
 * @param text what stands behind the colon
 * @param typeName the class of the value, for the texts of errors
 * @param isText whether the value is a string: it stands left, and its default type is `s`
 * @throws PyError ValueError with Python's texts
 */
export function parseSpec(text: string, typeName: string, isText: boolean): FormatSpec {
  let at = 0;
  const first = text.codePointAt(0);
  const firstChar = first === undefined ? "" : String.fromCodePoint(first);
  const second = text.charAt(firstChar.length);
  let fill: string | undefined;
  let align: string | undefined;
  if (second !== "" && alignments.includes(second)) {
    fill = firstChar;
    align = second;
    at = firstChar.length + 1;
  } else if (firstChar !== "" && alignments.includes(firstChar)) {
    align = firstChar;
    at = 1;
  }
  const take = (chars: string): string => {
    const char = text.charAt(at);
    if (char === "" || !chars.includes(char)) return "";
    at++;
    return char;
  };
  const sign = take("+- ") as FormatSpec["sign"];
  const noNegativeZero = take("z") !== "";
  const alternate = take("#") !== "";
  if (fill === undefined && take("0") !== "") {
    fill = "0";
    if (align === undefined && !isText) align = "=";
  }
  const takeNumber = (): number => {
    const from = at;
    while (at < text.length && text.charAt(at) >= "0" && text.charAt(at) <= "9") at++;
    if (from === at) return -1;
    if (at - from > 18) throw valueError("Too many decimal digits in format string");
    return Number(text.slice(from, at));
  };
  const width = takeNumber();
  const comma = take(",");
  const underscore = take("_");
  if ((comma !== "" && underscore !== "") || (underscore !== "" && text.charAt(at) === ",")) {
    throw valueError("Cannot specify both ',' and '_'.");
  }
  const grouping = (comma || underscore) as FormatSpec["grouping"];
  let precision = -1;
  if (take(".") !== "") {
    precision = takeNumber();
    if (precision < 0) throw valueError("Format specifier missing precision");
  }
  const type = text.slice(at) || (isText ? "s" : "");
  if (Array.from(type).length > 1) {
    throw valueError(`Invalid format specifier '${text}' for object of type '${typeName}'`);
  }
  if (grouping !== "") checkGrouping(grouping, type);
  return {
    fill: fill ?? " ",
    align: (align ?? (isText ? "<" : ">")) as FormatSpec["align"],
    sign,
    noNegativeZero,
    alternate,
    width,
    grouping,
    precision,
    type,
  };
}

/** @throws PyError ValueError `Unknown format code 'd' for object of type 'str'` */
export function unknownCode(code: string, typeName: string): Error {
  const point = code.codePointAt(0) ?? 0;
  const shown = point > 32 && point < 128 ? code : `\\x${point.toString(16)}`;
  return valueError(`Unknown format code '${shown}' for object of type '${typeName}'`);
}

function checkGrouping(grouping: string, type: string): void {
  if (type === "" || "defgEG%F".includes(type)) return;
  if (grouping === "_" && "boxX".includes(type)) return;
  throw valueError(`Cannot specify '${grouping}' with '${type}'.`);
}
