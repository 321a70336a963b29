import { describe, expect, test } from "vitest";
import { isMap } from "../../../src/core/base/index.ts";
import type { Json } from "../../../src/core/base/index.ts";
import { readWorkflowCases } from "../../conformance/workflows/case.ts";
import { judge } from "./verdict.ts";

interface Recorded {
  readonly id: string;
  readonly kind: "workflow" | "workbook" | "action";
  readonly text: string;
  readonly names: Json;
  readonly fault: Json | undefined;
}

const recorded: readonly Recorded[] = readWorkflowCases().flatMap(({ id, definitions, expect }) =>
  definitions.flatMap(({ kind, text }, index): Recorded[] => {
    const answer = Array.isArray(expect.definitions) ? (expect.definitions[index] as Json) : null;
    if (kind === "environment" || !isMap(answer) || answer["status"] === 409) return [];
    return [{ id, kind, text, names: answer["names"] ?? [], fault: answer["fault"] }];
  }),
);
/** The scope of a definition comes with the request, not with the text. */
const ofTheText = recorded.filter(({ id }) => id !== "meta-scope-unknown");

describe("recorded definitions", () => {
  test.each(ofTheText.filter(({ fault }) => fault === undefined))("$id is accepted", ({ kind, text, names }) => {
    const verdict = judge(kind, text);
    expect(verdict.fault).toBeUndefined();
    expect(verdict.names).toEqual(names);
  });

  test.each(ofTheText.filter(({ fault }) => fault !== undefined))("$id is refused", ({ kind, text, fault }) => {
    const message = judge(kind, text).fault ?? "";
    const sample = fault !== undefined && isMap(fault) ? (fault["$sample"] ?? "") : (fault ?? "");
    expect(message).not.toBe("");
    expect(message).toContain(reason(textOf(sample)));
    if (typeof fault === "string") expect(message).toBe(fault);
  });
});

function textOf(value: Json): string {
  return typeof value === "string" ? value : "";
}

/** What the two messages must share: the first line, without what Python prints of its own schemas. */
function reason(message: string): string {
  const line = message.split("\n")[0] ?? "";
  const end = line.search(/(?<=valid under each of ).|(?<=^Parse error).|(?<=\], error: ).|\.\.\.$/);
  return end === -1 ? line : line.slice(0, end);
}
