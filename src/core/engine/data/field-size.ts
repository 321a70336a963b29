import { Float, isMap, type Json, type JsonMap } from "../../base/index.ts";
import { isTrue, pythonText } from "../../expressions/index.ts";
import { Invalid } from "../calls/invalid.ts";
import type { World } from "../world.ts";

/** A field whose size Mistral limits. */
export type LimitedField = "input" | "output" | "params" | "published";

/**
 * Why a field is too large (Mistral 15, `execution_field_size_limit_kb`). Its size is that of Python's text of it in memory, in
 * whole KiB; Mistral names the same class whatever the field belongs to.
 *
 * @returns undefined when it is not
 */
export function sizeFault(field: LimitedField, value: JsonMap | null, { fieldSizeLimitKb }: World): string | undefined {
  if (fieldSizeLimitKb === undefined || fieldSizeLimitKb < 0 || value === null || !isTrue(value)) return undefined;
  const limitBytes = (fieldSizeLimitKb + 1) * 1024;
  if (atMost(value, limitBytes) < limitBytes) return undefined;
  const sizeKb = Math.floor(bytesInPython(pythonText(value)) / 1024);
  if (sizeKb <= fieldSizeLimitKb) return undefined;
  return `Field size limit exceeded [class=TaskExecution, field=${field}, size=${sizeKb}KB, limit=${fieldSizeLimitKb}KB]`;
}

/** @throws Invalid when the field is too large, see {@link sizeFault} */
export function checkSize(field: LimitedField, value: JsonMap | null, world: World): void {
  const fault = sizeFault(field, value, world);
  if (fault !== undefined) throw new Invalid(fault);
}

/**
 * A message as it fits into an output beside what else is in it (Mistral 15).
 *
 * @param rest what else is in it
 */
export function fitting(message: string, rest: JsonMap, { fieldSizeLimitKb }: World): string {
  if (fieldSizeLimitKb === undefined || fieldSizeLimitKb < 0) return message;
  const most = fieldSizeLimitKb * 1024;
  const others = isTrue(rest) ? pythonText(rest).length : 0;
  return cut(message, others < most ? most - others : most);
}

/** The most characters that a `state_info` keeps (Mistral 15). */
const mostStateInfo = 65_500;

/** A `state_info` as it is kept. */
export function stateInfoOf(text: string | null): string | null {
  return text === null ? null : cut(text, mostStateInfo);
}

/** @param most characters */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most).join("")}...`;
}

/** Four bytes for a character, and ten characters for one that is escaped. */
const mostBytes = 40;
/** More than a number needs, with what stands around it. */
const plainBytes = 200;

/**
 * An upper bound that is cheaper than the size.
 *
 * @param enough where counting may stop
 */
function atMost(value: Json, enough: number): number {
  if (typeof value === "string") return plainBytes + value.length * mostBytes;
  if (typeof value === "bigint") return plainBytes + value.toString().length * 4;
  if (typeof value !== "object" || value === null || value instanceof Float) return plainBytes;
  let sum = plainBytes;
  if (isMap(value)) {
    for (const [key, item] of Object.entries(value)) {
      sum += atMost(key, enough) + atMost(item, enough - sum);
      if (sum >= enough) return sum;
    }
    return sum;
  }
  for (const item of value) {
    sum += atMost(item, enough - sum);
    if (sum >= enough) return sum;
  }
  return sum;
}

/** `sys.getsizeof` of a text in CPython 3.11: a head, and as many bytes for each character as the widest one needs. */
function bytesInPython(text: string): number {
  let widest = 0;
  let length = 0;
  for (const character of text) {
    length += 1;
    widest = Math.max(widest, character.codePointAt(0) ?? 0);
  }
  if (widest < 0x80) return 49 + length;
  if (widest < 0x1_00) return 73 + length;
  return widest < 0x1_00_00 ? 74 + 2 * length : 76 + 4 * length;
}
