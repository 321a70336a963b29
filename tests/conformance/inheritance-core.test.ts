import { describe, expect, test } from "vitest";
import type { Json, JsonMap } from "../../src/core/base/index.ts";
import { conformanceOf, isAtLeast, isLevel, wirePath } from "../../src/core/inheritance/index.ts";
import type { FlattenedDocument } from "../../src/core/inheritance/index.ts";
import { Shelf } from "../core/inheritance/shelf.ts";
import { comparable } from "./inheritance/comparable.ts";
import { map, maps, readInheritanceCases, text } from "./inheritance-case.ts";
import type { InheritanceCase } from "./inheritance-case.ts";

const cases = readInheritanceCases();

describe("recorded inheritance", () => {
  test.each(cases.filter(({ errors }) => errors.length > 0))("errors of $id", ({ documents, errors }) => {
    const { last, earlier } = upload(documents);
    expect(earlier).toEqual([]);
    const told = problemsOf(last, "error");
    expect(sorted(told)).toEqual(sorted(errors));
    expect(told[0]).toEqual(errors[0]);
  });

  test.each(cases.filter(({ errors }) => errors.length === 0))("result of $id", (one) => {
    const { shelf, last, earlier } = upload(one.documents);
    expect(earlier.concat(problemsOf(last, "error"))).toEqual([]);
    for (const [name, expected] of Object.entries(one.flattened)) {
      const { spec } = shelf.get(name);
      expect(comparable(spec, one.isOrdered)).toEqual(comparable(map(expected), one.isOrdered));
    }
    if (one.warnings !== undefined) expect(sorted(problemsOf(last, "warning"))).toEqual(sorted(one.warnings));
    for (const [name, places] of Object.entries(one.provenance)) {
      const { provenance } = shelf.get(name);
      for (const [pointer, expected] of Object.entries(map(places))) {
        const told = maps(provenance[pointer]).map(({ wf = null, op = null }): Json => ({ wf, op }));
        expect([pointer, told]).toEqual([pointer, expected]);
      }
    }
  });

  test.each(cases.filter(({ conforms }) => conforms.length > 0))("verdicts of $id", ({ documents, conforms }) => {
    const { shelf } = upload(documents);
    for (const { workflow, against, level, verdict: expected, tier } of conforms) {
      const asked = text(level);
      if (!isLevel(asked)) throw new Error(`no level: ${asked}`);
      const verdict = conformanceOf(shelf.get(text(workflow)), shelf.get(text(against)), asked);
      const isRefuted = verdict.refuted[asked] !== undefined;
      const told = isRefuted ? "refuted" : isAtLeast(verdict.level, asked) ? "shown" : "undecided";
      expect([asked, told]).toEqual([asked, expected]);
      // Where the comparison of state spaces is expected, a lower tier will do.
      if (tier !== 2) expect([asked, verdict.tier]).toEqual([asked, tier]);
    }
  });
});

function upload(documents: InheritanceCase["documents"]): {
  shelf: Shelf;
  last: FlattenedDocument;
  earlier: JsonMap[];
} {
  const shelf = new Shelf();
  const results = documents.map(({ text, namespace, isWorkbook }) => shelf.upload(text, { namespace, isWorkbook }));
  const last = results.at(-1);
  if (last === undefined) throw new Error("a case without documents");
  return { shelf, last, earlier: results.slice(0, -1).flatMap((result) => problemsOf(result, "error")) };
}

function problemsOf({ problems }: FlattenedDocument, wanted: string): JsonMap[] {
  return problems
    .filter(({ severity }) => severity === wanted)
    .map(({ code, segments, workflow }) => ({ code, path: wirePath(segments), workflow }));
}

function sorted(problems: readonly JsonMap[]): string[] {
  return problems.map(({ code, path, workflow }) => JSON.stringify([code, path, workflow])).toSorted();
}
