const furthest = 2;

/**
 * The word that was probably meant.
 *
 * @param word what was written
 * @param words the words that exist
 * @returns the nearest one within two edits; undefined when there is none or the word itself exists
 */
function nearestWord(word: string, words: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.min(furthest, word.length - 1) + 1;
  for (const candidate of words) {
    if (candidate === word) return undefined;
    const distance = distanceBetween(word, candidate, least);
    if (distance < least) [least, nearest] = [distance, candidate];
  }
  return nearest;
}

/** A sentence with the word that was probably meant; empty when there is none. */
export function suggest(word: string, words: Iterable<string>): string {
  const nearest = nearestWord(word, words);
  return nearest === undefined ? "" : `Did you mean '${nearest}'?`;
}

/** Insertions, removals, replacements and swaps of neighbours that make one word of the other; `limit` or more is `limit`. */
function distanceBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + Number(!isSame),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    [before, above] = [above, current];
  }
  return Math.min(limit, above[b.length] ?? limit);
}
