/** More names than these would make every scrape, and Prometheus, slow. */
const most = 200;

/**
 * Keeps the number of values of a label within bounds: names of actions come from users.
 *
 * @returns gives back a name it has seen, or one of the first 200; `other` for all that come later
 */
export function fewNames(): (name: string) => string {
  const known = new Set<string>();
  return (name) => {
    if (known.has(name)) return name;
    if (known.size >= most) return "other";
    known.add(name);
    return name;
  };
}
