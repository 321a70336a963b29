import { z } from "zod";

/** What people read about a setting. */
export interface About {
  readonly description: string;
  /** What a value looks like, as the end of "must be ...". */
  readonly values: string;
}

/** The descriptions, kept beside the schemas that check the values. */
export const about = z.registry<About>();

function described<S extends z.ZodType>(schema: S, values: string, description: string): S {
  about.add<z.ZodType>(schema, { values, description });
  return schema;
}

/** A setting that is a text of a certain form, `usual` if nothing is said. */
export function text(pattern: RegExp, usual: string, values: string, description: string) {
  const schema = z.preprocess((value) => value ?? usual, z.string().regex(pattern));
  return described(schema, values, description);
}

/** A setting that is a text, or missing. */
export function optionalText(values: string, description: string) {
  return described(z.string().min(1).optional(), values, description);
}

/** A setting that is a list of texts, empty if nothing is said; as one text it is separated by commas. */
export function list(values: string, description: string) {
  return listOf(/./, values, description);
}

/** A setting that is a list of texts of a certain form, empty if nothing is said; as one text it is separated by commas. */
export function listOf(pattern: RegExp, values: string, description: string) {
  const fromText = (value: unknown = []): unknown =>
    typeof value === "string" ? value.split(",").flatMap((one) => one.trim() || []) : value;
  return described(z.preprocess(fromText, z.array(z.string().regex(pattern))), values, description);
}

/** A setting that is one of a few words, `usual` if nothing is said. */
export function choice<const C extends readonly string[]>(choices: C, usual: C[number], description: string) {
  const schema = z.preprocess((value) => value ?? usual, z.enum(choices));
  return described(schema, `one of ${choices.join(", ")}`, description);
}

/** A setting that is a whole number with bounds; `Infinity` for none. A text of digits counts as the number. */
export function integer(least: number, most: number, usual: number, description: string) {
  const values = most === Infinity ? `a whole number, at least ${least}` : `a whole number from ${least} to ${most}`;
  const fromText = (value: unknown = usual): unknown =>
    typeof value === "string" && /^[+-]?\d+$/.test(value) ? Number(value) : value;
  return described(z.preprocess(fromText, z.int().min(least).max(most)), values, description);
}

/** A setting that is a whole number with bounds, or missing; `Infinity` for none. */
export function optionalInteger(least: number, most: number, description: string) {
  const values = most === Infinity ? `a whole number, at least ${least}` : `a whole number from ${least} to ${most}`;
  const fromText = (value: unknown): unknown =>
    typeof value === "string" && /^[+-]?\d+$/.test(value) ? Number(value) : value;
  return described(z.preprocess(fromText, z.int().min(least).max(most).optional()), values, description);
}

const spoken: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["on", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["off", false],
  ["0", false],
]);

/** A setting that is true or false. The usual words for it count, as the environment knows only texts. */
export function flag(usual: boolean, description: string) {
  const fromText = (value: unknown = usual): unknown => spoken.get(String(value).toLowerCase()) ?? value;
  return described(z.preprocess(fromText, z.boolean()), "true or false", description);
}
