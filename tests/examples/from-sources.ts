/** Lets a program that imports `ostro` run on the sources beside it; to be given to Node by `--import`. */
import { registerHooks } from "node:module";

const doors: ReadonlyMap<string, string> = new Map([
  ["ostro", "index.ts"],
  ["ostro/client", "client/index.ts"],
  ["ostro/core", "core/index.ts"],
]);

registerHooks({
  resolve(specifier, context, next) {
    const door = doors.get(specifier);
    if (door === undefined) return next(specifier, context);
    return { url: new URL(`../../src/${door}`, import.meta.url).href, shortCircuit: true };
  },
});
