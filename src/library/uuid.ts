/**
 * Whether Mistral takes a text for an id: 32 hexadecimal digits, with or without dashes, braces and `urn:uuid:`.
 *
 * @param text any text, upper or lower case
 */
export function isUuid(text: string): boolean {
  const bare = text
    .replaceAll("urn:", "")
    .replaceAll("uuid:", "")
    .replaceAll(/^[{}]+|[{}]+$/g, "")
    .replaceAll("-", "");
  return /^[\da-f]{32}$/i.test(bare);
}
