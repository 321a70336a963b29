import { registerHooks } from "node:module";
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const extension = import.meta.url.slice(-3);
const ownDoor = new URL(`../for-modules${extension}`, import.meta.url).href;
const ownZod = import.meta.resolve("zod");

/**
 * Lets modules with actions be found: `ostro` is always the service that runs, `zod` is its own where the module has none.
 *
 * @param folder where packages are looked for
 * @returns what a module of the deployment is imported by
 */
export function resolveFrom(folder: string): (module: string) => Promise<unknown> {
  const root = pathToFileURL(resolve(folder, "_")).href;
  const roots = new Set<string>();
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === "ostro") return { url: ownDoor, shortCircuit: true };
      if (roots.has(specifier) && context.parentURL === import.meta.url) {
        return next(specifier, { ...context, parentURL: root });
      }
      try {
        return next(specifier, context);
      } catch (error) {
        if (specifier !== "zod") throw error;
        return { url: ownZod, shortCircuit: true };
      }
    },
  });
  return (module) => {
    const isPath = isAbsolute(module) || /^\.{0,2}\//.test(module) || /\.[cm]?[jt]s$/.test(module);
    const specifier = isPath ? pathToFileURL(resolve(folder, module)).href : module;
    roots.add(specifier);
    return import(specifier);
  };
}
