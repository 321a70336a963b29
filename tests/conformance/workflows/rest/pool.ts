/**
 * Does something for each of many, so many at a time, in their order.
 *
 * @returns a promise for each, at once
 */
export function inPool<T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R>[] {
  const slots = Array.from({ length: atOnce }, (): Promise<unknown> => Promise.resolve());
  return all.map((one, i) => {
    const turn = slots[i % atOnce] ?? Promise.resolve();
    const result = turn.then(() => work(one));
    slots[i % atOnce] = result.catch(() => undefined);
    return result;
  });
}
