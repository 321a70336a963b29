/**
 * Processor time of a task, an item or a round when there are few of them and when there are many, in the core alone and in a
 * whole service on SQLite:
 *
 *     node bench/growth/growth.ts [core] [service] [--only TEXT]
 *
 * Exits with 1 when one of many costs more than one and a half times as much as one of few.
 */
import { parseArgs } from "node:util";
import { inCore, inService, type Place } from "./places.ts";
import { shapes, type Shape } from "./shapes.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: "string" } } });
const most = 1.5;

/** So many tasks, items or rounds are measured at least. */
const leastItems = 40_000;

/** @returns microseconds of one task, item or round, on average; small ones run once before, unmeasured, to be compiled */
async function costOf(place: Place, { text, input }: Shape, size: number): Promise<number> {
  await place.define(text(size));
  const runs = Math.max(1, Math.min(30, Math.ceil(leastItems / size)));
  if (runs > 1) await place.run(input(size));
  const begun = process.cpuUsage();
  for (let i = 0; i < runs; i += 1) await place.run(input(size));
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / (size * runs);
}

async function measure(place: Place): Promise<boolean> {
  let isFlat = true;
  for (const shape of shapes.filter(({ name }) => name.includes(values.only ?? ""))) {
    const [least = 1, ...larger] = shape.sizes;
    const first = await costOf(place, shape, least);
    const costs = [`${least}: ${first.toFixed(1)} us`];
    for (const size of larger) {
      const cost = await costOf(place, shape, size);
      isFlat &&= cost / first <= most;
      costs.push(`${size}: ${cost.toFixed(1)} us (x ${(cost / first).toFixed(2)})`);
    }
    const memory = Math.round(process.memoryUsage().rss / 1e6);
    process.stdout.write(`${place.name}, ${shape.name}: ${costs.join(", ")}; ${memory} MB\n`);
  }
  return isFlat;
}

const wanted = positionals.length === 0 ? ["core", "service"] : positionals;
let isFlat = true;
for (const name of wanted) {
  const place = name === "core" ? inCore() : await inService();
  isFlat = (await measure(place)) && isFlat;
  await place.close();
}
process.exitCode = isFlat ? 0 : 1;
