/**
 * What it costs to compare the behaviour of a child with its parent's (design, sections 11 and 15): by the edits alone (tier 1)
 * and by state spaces (tier 2), the latter with the bounds of the service by default. Each row is a process of its own.
 *
 * Run: `node bench/conformance/conformance.ts [shape...]`
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { shapes } from "./shapes.ts";

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(shapes);

const columns = ["shape", "tier 1", "says", "relation", "tier 2", "says", "states", "memory"] as const;
const widths = [32, 9, 20, 11, 9, 10, 8, 8] as const;

print(columns);
for (const name of names) {
  const row = fileURLToPath(new URL("./row.ts", import.meta.url));
  const told = execFileSync(process.execPath, ["--expose-gc", row, name], { encoding: "utf8" });
  for (const line of told.trimEnd().split("\n")) print(line.split("\t"));
}

function print(cells: readonly string[]): void {
  console.log(cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join(" "));
}
