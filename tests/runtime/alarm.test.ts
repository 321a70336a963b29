import { expect, test } from "vitest";
import { Alarm } from "../../src/runtime/index.ts";
import { FakeClock } from "./service.ts";

/** Lets what was called back go on. */
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

test("an alarm looks when it is told to, one look at a time, and when the look before said", async () => {
  const clock = new FakeClock();
  let looks = 0;
  const alarm = new Alarm(clock, () => {
    looks += 1;
    return Promise.resolve(clock.now() + 1000);
  });
  alarm.now();
  clock.advance(0);
  await turn();
  expect(looks).toBe(0);
  alarm.start();
  for (const [ms, expected] of [
    [0, 1],
    [999, 1],
    [1, 2],
  ] as const) {
    clock.advance(ms);
    await turn();
    expect(looks).toBe(expected);
  }
  alarm.wake(clock.now() + 10);
  clock.advance(10);
  await turn();
  expect(looks).toBe(3);
  await alarm.stop();
  alarm.now();
  clock.advance(5000);
  await turn();
  expect(looks).toBe(3);
});
