/** Fills bytes with chance. */
type Fill = (bytes: Uint8Array) => unknown;

/** Of each id: a twelve-bit count within its millisecond, and 62 bits of chance, which keep nodes apart. */
const chanceBytes = 8;
const idsPerFill = 256;
const mostPerMillisecond = 0x1000;

/**
 * Gives ids that grow with time and have the text form of a version-4 UUID, which clients of Mistral expect.
 *
 * Rows that are written together are neighbours in every index (decision 9), and rows made in the same millisecond are
 * listed in the order in which they were made.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z; where it goes backwards the ids do not
 * @param fill fills bytes with chance, such as `randomFillSync` of node:crypto
 * @returns gives another id with each call
 */
export function idSource(now: () => number, fill: Fill): () => string {
  const bytes = new Uint8Array(chanceBytes * idsPerFill);
  let used = bytes.length;
  let last = -1;
  let count = 0;
  let head = "";

  function pair(at: number): string {
    return digits(bytes[at]) + digits(bytes[at + 1]);
  }

  return () => {
    const time = Math.trunc(now());
    count += 1;
    if (time > last || count === mostPerMillisecond) {
      last = Math.max(time, last + 1);
      count = 0;
      const text = last.toString(16).padStart(12, "0");
      head = `${text.slice(0, 8)}-${text.slice(8)}-4`;
    }
    if (used === bytes.length) {
      fill(bytes);
      used = 0;
    }
    const variant = 0x80 | (0x3f & (bytes[used] ?? 0));
    const start = head + digits(count >> 8).slice(1) + digits(count & 0xff);
    const node = `${pair(used + 2)}${pair(used + 4)}${pair(used + 6)}`;
    const id = `${start}-${digits(variant)}${digits(bytes[used + 1])}-${node}`;
    used += chanceBytes;
    return id;
  };
}

function digits(byte = 0): string {
  return hex[byte] ?? "";
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
