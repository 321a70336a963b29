/** A line of a comparison: on both sides, or on one of them. */
export interface LinePair {
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** Beyond this product of lengths a comparison would take too long; the texts then stand beside each other as they are. */
const mostCells = 4_000_000;

/** Compares two texts line by line: the longest common subsequence stands on both sides. */
export function compareLines(before: string, after: string): LinePair[] {
  const [left, right] = [linesOf(before), linesOf(after)];
  if (left.length * right.length > mostCells) return besides(left, right);
  const width = right.length + 1;
  // common[i][j]: lines that the rests from i and j have in common.
  const common = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      const isSame = left[i] === right[j];
      common[at] = isSame ? (common[at + width + 1] ?? 0) + 1 : Math.max(common[at + width] ?? 0, common[at + 1] ?? 0);
    }
  }
  const pairs: LinePair[] = [];
  let [removed, added]: [string[], string[]] = [[], []];
  const flush = (): void => {
    pairs.push(...besides(removed, added));
    [removed, added] = [[], []];
  };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a !== undefined && a === b) {
      flush();
      pairs.push({ left: a, right: b });
      i += 1;
      j += 1;
    } else if (
      b === undefined ||
      (a !== undefined && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      if (a !== undefined) removed.push(a);
      i += 1;
    } else {
      added.push(b);
      j += 1;
    }
  }
  flush();
  return pairs;
}

function besides(left: readonly string[], right: readonly string[]): LinePair[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
    left: left[index],
    right: right[index],
  }));
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}
