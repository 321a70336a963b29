import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderYaml } from "../../../src/core/language/index.ts";
import { Shelf } from "./shelf.ts";

const folder = join(import.meta.dirname, "golden");
const examples = readdirSync(folder).filter((name) => name.endsWith(".yaml") && !name.endsWith(".flat.yaml"));

/** The worked examples of the design, section 16: what each child becomes, byte for byte, or what is wrong with it. */
test.each(examples)("golden %s", (name) => {
  const { results, problems } = new Shelf().flatten(readFileSync(join(folder, name), "utf8"));
  const children = [...results.values()].filter(({ parents }) => parents.length > 0);
  const flattened = children.map(({ name: child, spec }) => renderYaml({ [child]: spec })).join("");
  const told = problems.map(({ workflow, code, path }) => `${workflow} ${code} ${path}\n`).join("");
  compare(name.replace(".yaml", ".flat.yaml"), flattened);
  compare(name.replace(".yaml", ".problems.txt"), told);
});

function compare(file: string, actual: string): void {
  const path = join(folder, file);
  if (process.env["UPDATE_EXPECT"] === "1" && actual !== "") writeFileSync(path, actual);
  expect(actual).toBe(existsSync(path) ? readFileSync(path, "utf8") : "");
}
