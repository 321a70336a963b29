/** The character of a Unicode name; undefined when it is not known here. */
export function characterByName(name: string): string | undefined {
  return known.get(name.toUpperCase());
}
const known = new Map<string, string>();
