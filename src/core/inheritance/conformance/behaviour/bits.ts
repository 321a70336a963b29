/** Sets of small numbers. */
export type Bits = Uint32Array;

function emptyBits(count: number): Bits {
  return new Uint32Array((count >>> 5) + 1);
}

export function hasBit(bits: Bits, index: number): boolean {
  return ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

function setBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
}

/** Everything that can be reached along a relation of numbers, the beginning itself only if it is reached again. */
export function closure(relation: readonly (readonly number[])[]): Bits[] {
  return relation.map((_, from) => {
    const found = emptyBits(relation.length);
    const pending = [...(relation[from] ?? [])];
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
      if (hasBit(found, one)) continue;
      setBit(found, one);
      pending.push(...(relation[one] ?? []));
    }
    return found;
  });
}
