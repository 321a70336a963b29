import type { Files } from "./files.ts";
import { importsOf } from "./imports.ts";

/** Chains of files that import each other in a ring, type imports included; one chain per ring, each named once. */
export function importCycles(files: Files): string[] {
  const state = new Map<string, "open" | "done">();
  const trail: string[] = [];
  const found: string[] = [];

  function visit(path: string): void {
    state.set(path, "open");
    trail.push(path);
    for (const { target } of importsOf(path, files.get(path) ?? "")) {
      if (target === undefined || !files.has(target)) continue;
      const seen = state.get(target);
      if (seen === undefined) visit(target);
      else if (seen === "open") found.push([...trail.slice(trail.indexOf(target)), target].join(" -> "));
    }
    trail.pop();
    state.set(path, "done");
  }

  for (const path of files.keys()) if (!state.has(path)) visit(path);
  return found;
}
