import { isMap, type Json } from "../../core/base/index.ts";

/** A place in an input where a secret belongs: `{"$secret": "env:NAME"}`, with `format` where it is part of a longer text. */
export interface SecretReference {
  /** KIND:NAME. */
  readonly secret: string;
  /** A text with `{}` in the place of the secret. */
  readonly format: string;
}

/**
 * Reads a reference.
 *
 * @returns undefined for a value that is none
 * @throws Error for one that is written wrongly
 */
export function readReference(value: Json): SecretReference | undefined {
  if (!isMap(value) || !Object.hasOwn(value, "$secret")) return undefined;
  const { $secret: secret, format = "{}", ...more } = value;
  if (typeof secret !== "string") throw new Error("'$secret' must be a text KIND:NAME");
  if (typeof format !== "string" || !format.includes("{}")) throw new Error("'format' must be a text with {} in it");
  const [other] = Object.keys(more);
  if (other !== undefined) throw new Error(`a reference to a secret has '$secret' and 'format', not '${other}'`);
  return { secret, format };
}
