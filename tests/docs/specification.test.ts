import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseYaml, renderYaml } from "../../src/core/language/index.ts";
import { Shelf } from "../core/inheritance/shelf.ts";
import { startService, type TestService } from "../api/service.ts";
import { Exchange } from "./specification/exchange.ts";
import { headingsOf, literalsOf } from "./specification/read.ts";

const file = new URL("../../docs/specs/workflow-inheritance.rst", import.meta.url);
const text = readFileSync(file, "utf8");
const python = "/usr/bin/python3";

/** The sections of a blueprint of Mistral, with the sign of their underline. */
const sections: readonly (readonly [string, string])[] = [
  ["Workflow Inheritance", "="],
  ["Problem description", "="],
  ["Use Cases", "-"],
  ["Proposed change", "="],
  ["Alternatives", "-"],
  ["Data model impact", "-"],
  ["REST API impact", "-"],
  ["End user impact", "-"],
  ["Performance Impact", "-"],
  ["Deployer impact", "-"],
  ["Implementation", "="],
  ["Assignee(s)", "-"],
  ["Work Items", "-"],
  ["Dependencies", "="],
  ["Testing", "="],
  ["References", "="],
];

function hasDocutils(): boolean {
  if (!existsSync(python)) return false;
  try {
    execFileSync(python, ["-c", "import docutils"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("the form of the specification", () => {
  const headings = headingsOf(text);

  test("has the sections of a blueprint, in their order", () => {
    const names = new Set(sections.map(([title]) => title));
    const found = headings.filter(({ title }) => names.has(title)).map(({ title, sign }) => [title, sign]);
    expect(found).toEqual(sections);
    const tops = headings.filter(({ sign }) => sign === "=").map(({ title }) => title);
    expect(tops).toEqual(sections.filter(([, sign]) => sign === "=").map(([title]) => title));
  });

  test("has no empty section", () => {
    const lines = text.split("\n");
    for (const [place, { title, line }] of headings.entries()) {
      const next = headings[place + 1];
      const body = lines
        .slice(line + 1, next === undefined ? lines.length : next.line - 1)
        .join("\n")
        .trim();
      const isDivided = next !== undefined && "=-~".indexOf(next.sign) > "=-~".indexOf(headings[place]?.sign ?? "");
      expect([title, body !== "" || isDivided]).toEqual([title, true]);
    }
  });

  test("begins with the blueprint and one paragraph", () => {
    const [, url, introduction, problem] = text
      .slice(text.indexOf("Workflow Inheritance\n====="))
      .split(/\n\n+/)
      .map((part) => part.trim());
    expect(url).toBe("https://blueprints.launchpad.net/mistral/+spec/workflow-inheritance");
    expect(introduction).toMatch(/^A workflow may say ``extends: <parent>``\./);
    expect(problem).toMatch(/^Problem description\n=+$/);
  });

  test("is wrapped at 79 columns, without blanks at the ends of lines", () => {
    expect(text.split("\n").filter((line) => line.length > 79 || line !== line.trimEnd())).toEqual([]);
  });

  test("says of each method what a blueprint has to say", () => {
    const part = text.slice(text.indexOf("REST API impact\n---"), text.indexOf("End user impact\n---"));
    const methods = headingsOf(part).filter(({ sign }) => sign === "~");
    expect(methods.length).toBeGreaterThan(12);
    for (const [place, { title, line }] of methods.entries()) {
      const body = part
        .split("\n")
        .slice(line + 1, methods[place + 1]?.line)
        .join("\n");
      const fields = [...body.matchAll(/^:([^:]+):/gm)].map(([, name]) => name);
      expect([title, fields]).toEqual([
        title,
        ["Description", "Method type", "Normal response code", "Error response codes", "URL", "Parameters"],
      ]);
      expect([title, body.includes("Request::"), body.includes("Response::")]).toEqual([title, true, true]);
    }
  });

  test.skipIf(!hasDocutils())("is valid reStructuredText", () => {
    const script = [
      "import sys, docutils.core",
      "settings = {'report_level': 1, 'halt_level': 1, 'traceback': True}",
      "docutils.core.publish_doctree(sys.stdin.read(), settings_overrides=settings)",
    ].join("\n");
    expect(() =>
      execFileSync(python, ["-c", script], { input: text, stdio: ["pipe", "ignore", "pipe"] }),
    ).not.toThrow();
  });
});

describe("the examples of the specification", () => {
  const literals = literalsOf(text);

  test("of the language come out as it says", () => {
    let definition = "";
    let compared = 0;
    for (const { announcement, text: block } of literals) {
      if (announcement.endsWith("Workflows::")) definition = block;
      const flattened = /``(\w+)`` becomes::$/.exec(announcement)?.[1];
      if (flattened !== undefined) {
        const { results } = new Shelf().flatten(definition);
        const shown = renderYaml({ [flattened]: results.get(flattened)?.spec ?? null }).trimEnd();
        expect(shown).toBe(block);
        compared += 1;
      }
      if (/(is|are) refused::$/.test(announcement) && !announcement.includes("Request")) {
        const { problems } = new Shelf().flatten(definition);
        const errors = problems.filter(({ severity }) => severity === "error");
        expect(errors.map(({ code, path }) => `${code} ${path}`).join("\n")).toBe(block);
        compared += 1;
      }
    }
    expect(compared).toBe(5);
    expect(
      literals
        .filter(({ announcement }) => announcement.endsWith("Workflows::"))
        .map(({ text: one }) => parseYaml(one).problems),
    ).toEqual(Array.from({ length: 5 }, () => []));
  });

  describe("of the REST interface", () => {
    let service: TestService;
    const lines = text.split("\n");

    beforeAll(async () => {
      service = await startService();
    });

    afterAll(async () => {
      await service.close();
      if (process.env["UPDATE_EXPECT"] === "1") writeFileSync(file, lines.join("\n"));
    });

    test("are what the service answers", async () => {
      const exchange = new Exchange(service);
      let request: string | undefined;
      let exchanged = 0;
      let moved = 0;
      for (const { announcement, text: block, from, to } of literals) {
        if (announcement.endsWith("Request::")) request = block;
        if (announcement !== "Response::" || request === undefined) continue;
        const answer = await exchange.send(request);
        exchanged += 1;
        request = undefined;
        if (process.env["UPDATE_EXPECT"] === "1") {
          const shown = answer.split("\n").map((line) => (line === "" ? "" : `    ${line}`));
          lines.splice(from + moved, to - from, ...shown);
          moved += shown.length - (to - from);
        } else expect(answer).toBe(block);
      }
      expect(exchanged).toBeGreaterThan(15);
    });
  });
});
