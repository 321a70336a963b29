import { DefinitionRefused } from "./refused.ts";

/**
 * Checks what no database keeps in a name.
 *
 * @throws DefinitionRefused `invalid`
 */
export function checkNames(definitions: readonly { readonly name: string }[]): void {
  const bad = definitions.find(({ name }) => name.includes("\0"));
  if (bad !== undefined) throw new DefinitionRefused("invalid", "A name must not contain NUL");
}
