import type { JsonMap } from "../../../src/core/base/index.ts";
import { Shelf } from "./shelf.ts";

/**
 * Flattens a child `c` of a parent `p`.
 *
 * @param parent the body of the parent, YAML without indentation
 * @param child the body of the child, without `extends`
 * @returns the canonical rendering
 */
export function flattenChild(parent: string, child: string): JsonMap {
  const { results, problems } = new Shelf().flatten(documentOf(parent, child));
  const spec = results.get("c")?.spec;
  if (spec === undefined) throw new Error(JSON.stringify(problems));
  return spec;
}

/** The warnings of a child `c` of a parent `p`, `code path`, and the errors if there are any. */
export function warningsOf(parent: string, child: string): string[] {
  const { problems } = new Shelf().flatten(documentOf(parent, child));
  return problems.map(({ code, path, severity }) =>
    severity === "error" ? `error ${code} ${path}` : `${code} ${path}`,
  );
}

/** A document with both. */
export function documentOf(parent: string, child: string): string {
  return `version: '2.0'\np:\n${indented(parent)}\nc:\n  extends: p\n${indented(child)}\n`;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
