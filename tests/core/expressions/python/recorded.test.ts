import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseJson, writeJson } from "../../../../src/core/base/index.ts";
import type { Json } from "../../../../src/core/base/index.ts";
import { expectation, outcome } from "./operations.ts";
import type { Case } from "./operations.ts";

const folder = new URL("cases/", import.meta.url);

describe.each(readdirSync(folder).filter((name) => name.endsWith(".json")))(
  "as Python 3.11 recorded it in %s",
  (name) => {
    const cases = parseJson(readFileSync(new URL(name, folder), "utf8")) as unknown as Case[];

    it("gives the same results and errors", () => {
      const failure = /^[A-Z]\w*Error: /;
      const differences = cases
        .map((one) => ({ call: writeJson(one.slice(0, 2) as Json), is: outcome(one), should: expectation(one) }))
        .filter(({ is, should }) => (should === "any: " ? !failure.test(is) : is !== should));
      expect(differences).toEqual([]);
    });
  },
);
