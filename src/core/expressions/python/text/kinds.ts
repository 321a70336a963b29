import { isSpace } from "./strip.ts";

const digitLike =
  "\\u00b2\\u00b3\\u00b9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c" +
  "\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792";
const numeralLike =
  "\\u3007\\u4e00\\u4e03\\u4e07\\u4e09\\u4e5d\\u4e8c\\u4e94\\u5104\\u5146\\u516b\\u516d\\u5341\\u5343\\u56db\\u767e";

const alphabetic = /^\p{L}+$/u;
const decimal = /^\p{Nd}+$/u;
const digits = new RegExp(`^[\\p{Nd}${digitLike}]+$`, "u");
const numeric = new RegExp(`^[\\p{N}${numeralLike}]+$`, "u");
const alphanumeric = /^[\p{L}\p{N}]+$/u;
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const unprintable = /[\p{C}\p{Z}]/u;

/** `text.isalpha()` */
export function isAlphabetic(text: string): boolean {
  return alphabetic.test(text);
}

/** `text.isdecimal()` */
export function isDecimal(text: string): boolean {
  return decimal.test(text);
}

/** `text.isdigit()`: with superscripts and circled digits. */
export function isDigit(text: string): boolean {
  return digits.test(text);
}

/** `text.isnumeric()`: with fractions, Roman and Chinese numerals. */
export function isNumeric(text: string): boolean {
  return numeric.test(text);
}

/** `text.isalnum()` */
export function isAlphanumeric(text: string): boolean {
  return alphanumeric.test(text);
}

/** `text.isidentifier()` */
export function isIdentifier(text: string): boolean {
  return identifier.test(text);
}

/** `text.isspace()` */
export function isWhiteSpace(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isSpace(text.charCodeAt(i))) return false;
  return text !== "";
}

/** `text.isprintable()` */
export function isPrintable(text: string): boolean {
  return !unprintable.test(text.replaceAll(" ", ""));
}
