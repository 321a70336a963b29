import * as fc from "fast-check";
import { expect, test } from "vitest";
import { eventsIn, type ServerEvent } from "../../../web/service/events.ts";

const wire = 'retry: 2000\n\n: beat\n\nevent: one\ndata: {"a":1}\n\nevent: two\ndata: [2.0]\n\n';

async function read(parts: readonly string[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of eventsIn(stream(parts))) events.push(event);
  return events;
}

async function* stream(parts: readonly string[]): AsyncGenerator<string> {
  yield* parts;
}

test("events are found wherever the stream is cut; what is no event is left out", async () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: wire.length - 1 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const ends = [0, ...places.toSorted((a, b) => a - b), wire.length];
      const parts = ends.slice(1).map((end, index) => wire.slice(ends[index], end));
      expect((await read(parts)).map(({ event }) => event)).toEqual(["one", "two"]);
    }),
    { numRuns: 100 },
  );
});
