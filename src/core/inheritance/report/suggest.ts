/**
 * The number of insertions, deletions and replacements that turn one word into the other.
 *
 * @param limit where counting stops: a larger distance is told as `limit + 1`
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(row[b.length] ?? 0, limit + 1);
}

/**
 * The closest of some names, when one is close enough to be what was meant.
 *
 * @param word what was written
 * @param names what there is
 */
function closest(word: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let distance = Math.min(3, Math.floor(word.length / 2)) + 1;
  for (const name of names) {
    const found = editDistance(word, name, distance - 1);
    if (found < distance) [best, distance] = [name, found];
  }
  return best;
}

/**
 * A hint for a name that is not there: ` Did you mean 'b'? Tasks: a, b, c.`
 *
 * @param word what was written
 * @param names what there is
 * @param label what they are
 */
export function hint(word: string, names: readonly string[], label: string): string {
  const guess = closest(word, names);
  const shown = names.length > 20 ? [...names.slice(0, 20), "..."] : names;
  const list = names.length === 0 ? "" : ` ${label}: ${shown.join(", ")}.`;
  return `${guess === undefined ? "" : ` Did you mean '${guess}'?`}${list}`;
}
