import { expect, test } from "vitest";
import { idSource } from "../../src/runtime/index.ts";

const versionFour = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** Bytes that count on. */
function counting(): (bytes: Uint8Array) => void {
  let next = 0;
  return (bytes) => {
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = next++ & 0xff;
  };
}

test("ids look like version 4 and grow, also within a millisecond and when the clock goes back", () => {
  const times = [0, 0, 1, 5, 3, 1_795_528_850_168, 1_795_528_850_168.7, 1_795_528_850_000];
  let calls = 0;
  const newId = idSource(() => times[Math.min(Math.floor(calls++ / 3000), times.length - 1)] ?? 0, counting());
  const ids = Array.from({ length: 30_000 }, newId);
  expect(ids.every((id) => versionFour.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("an id begins with its time, and nodes differ by chance", () => {
  const fill = (value: number) => (bytes: Uint8Array) => bytes.fill(value);
  expect(idSource(() => 0x0123456789ab, fill(0))()).toBe("01234567-89ab-4000-8000-000000000000");
  expect(idSource(() => 0x0123456789ab, fill(0xff))()).toBe("01234567-89ab-4000-bfff-ffffffffffff");
});
