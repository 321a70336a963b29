/** Slots in which no group has a part yet. */
export function newSlots(count: number): number[] {
  const slots: number[] = [];
  for (let i = 0; i < count; i++) slots.push(-1);
  return slots;
}

/** Gives slots back the values of a copy. */
export function copyInto(slots: number[], copy: readonly number[]): void {
  for (let i = 0; i < copy.length; i++) slots[i] = copy[i] as number;
}
