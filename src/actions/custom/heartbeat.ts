/**
 * Watches over an action that promised to give signs of life.
 *
 * @param seconds how long it may be silent; undefined for as long as it likes
 * @param work gets the function that gives a sign, and a signal that is aborted when none comes
 * @returns what the work returns
 * @throws Error when the action was silent for too long; whatever the work throws
 */
export async function watched<T>(
  seconds: number | undefined,
  signal: AbortSignal,
  work: (beat: () => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (seconds === undefined) return work(() => {}, signal);
  const silence = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    const late = () => {
      const error = new Error(`The action gave no heartbeat for ${seconds} seconds`);
      silence.abort(error);
      reject(error);
    };
    timer = setTimeout(late, seconds * 1000);
  });
  try {
    return await Promise.race([work(() => timer?.refresh(), AbortSignal.any([signal, silence.signal])), silent]);
  } finally {
    clearTimeout(timer);
  }
}
