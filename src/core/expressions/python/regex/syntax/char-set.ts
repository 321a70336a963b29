import { isOfCategory } from "./categories.ts";
import type { Category } from "./categories.ts";

/** A member of a set: a range of code points (both ends included) or a category. */
export type SetMember = { readonly low: number; readonly high: number } | Category;

/** How a set compares. */
export interface SetOptions {
  readonly negated: boolean;
  readonly ignoreCase: boolean;
  readonly asciiOnly: boolean;
}

/** A set of characters; membership of ASCII is a look into a table. */
export class CharSet {
  /** One byte for each ASCII code: whether it is in the set. */
  readonly ascii = new Uint8Array(128);
  private readonly members: readonly SetMember[];
  private readonly options: SetOptions;

  constructor(members: readonly SetMember[], options: SetOptions) {
    this.members = options.ignoreCase && !options.asciiOnly ? [...members, ...members.flatMap(lowerMembers)] : members;
    this.options = options;
    for (let code = 0; code < 128; code++) this.ascii[code] = this.decide(code) ? 1 : 0;
  }

  has(code: number): boolean {
    return code < 128 ? this.ascii[code] === 1 : this.decide(code);
  }

  private decide(code: number): boolean {
    return this.holds(code) !== this.options.negated;
  }

  private holds(code: number): boolean {
    if (this.lists(code)) return true;
    if (!this.options.ignoreCase) return false;
    return caseVariants(code, this.options.asciiOnly).some((variant) => this.lists(variant));
  }

  private lists(code: number): boolean {
    for (const member of this.members) {
      if (typeof member === "string") {
        if (isOfCategory(member, code, this.options.asciiOnly)) return true;
      } else if (code >= member.low && code <= member.high) return true;
    }
    return false;
  }
}

/** A range as long as this is not looked through for characters beyond ASCII that have a lower case. */
const longRange = 2000;

/** The lower-case forms of characters beyond ASCII: the Kelvin sign stands for `k`, the dotted capital I for `i`. */
function lowerMembers(member: SetMember): SetMember[] {
  if (typeof member === "string" || member.high - member.low > longRange) return [];
  const out: SetMember[] = [];
  for (let code = Math.max(128, member.low); code <= member.high; code++) {
    const lower = lowerOf(code);
    if (lower !== code) out.push({ low: lower, high: lower });
  }
  return out;
}

/** Characters that Python takes for the same when case does not count, beyond what lower and upper case say. */
const equivalents: readonly (readonly number[])[] = [
  [0x69, 0x131],
  [0x73, 0x17f],
  [0xb5, 0x3bc],
  [0x345, 0x3b9, 0x1fbe],
  [0x390, 0x1fd3],
  [0x3b0, 0x1fe3],
  [0x3b2, 0x3d0],
  [0x3b5, 0x3f5],
  [0x3b8, 0x3d1],
  [0x3ba, 0x3f0],
  [0x3c0, 0x3d6],
  [0x3c1, 0x3f1],
  [0x3c2, 0x3c3],
  [0x3c6, 0x3d5],
  [0x1e61, 0x1e9b],
  [0xfb05, 0xfb06],
];

/** The other forms of a character when case does not count; the character itself may be among them. */
function caseVariants(code: number, asciiOnly: boolean): number[] {
  if (asciiOnly) {
    const swapped = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? code ^ 0x20 : code;
    return [swapped];
  }
  const lower = lowerOf(code);
  const forms = equivalents.find((group) => group.includes(lower)) ?? [lower];
  return forms.flatMap((form) => [form, upperOf(form)]);
}

/** The simple lower-case mapping: one code point to one. */
export function lowerOf(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  if (code === 0x130) return 0x69;
  return single(String.fromCodePoint(code).toLowerCase(), code);
}

function upperOf(code: number): number {
  return single(String.fromCodePoint(code).toUpperCase(), code);
}

function single(mapped: string, code: number): number {
  const point = mapped.codePointAt(0) ?? code;
  return mapped.length === (point > 0xffff ? 2 : 1) ? point : code;
}
