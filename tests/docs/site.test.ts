import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

describe("the site of the documentation", () => {
  const folder = mkdtempSync(join(tmpdir(), "ostro-docs-"));
  const pages = new Map<string, string>();

  beforeAll(() => {
    const words = ["--config=scripts/docs/eleventy.config.ts", "--quiet", `--output=${folder}`];
    execFileSync(process.execPath, [join(root, "node_modules/@11ty/eleventy/cmd.cjs"), ...words], { cwd: root });
    for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (entry.endsWith(".html")) pages.set(join(folder, entry), readFileSync(join(folder, entry), "utf8"));
    }
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  test("has every page of docs/, and each can be reached from every other", () => {
    const texts = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
    const wanted = texts.filter((name) => name.endsWith(".md")).map((name) => name.replace(/\.md$/, ".html"));
    expect([...pages.keys()].map((path) => relative(folder, path)).toSorted()).toEqual(wanted.toSorted());
    const index = pages.get(join(folder, "index.html")) ?? "";
    const unlinked = wanted.filter((name) => name !== "index.html" && !index.includes(`href="${name}"`));
    expect(unlinked).toEqual([]);
  });

  test("has no link that leads nowhere", () => {
    const broken: string[] = [];
    for (const [path, html] of pages) {
      for (const [, address = ""] of html.matchAll(/(?:href|src|srcset)="([^"]+)"/g)) {
        if (/^[a-z]+:/.test(address)) continue;
        const [file = "", place] = address.split("#");
        const target = file === "" ? path : join(dirname(path), file);
        const isThere = existsSync(target) && (place === undefined || hasPlace(target, place));
        if (!isThere) broken.push(`${relative(folder, path)}: ${address}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test("loads nothing from elsewhere", () => {
    const loaded = [...pages.values()].flatMap((html) =>
      [...html.matchAll(/<(?:script|link|img|source|iframe)\b[^>]*?(?:src|href|srcset)="([a-z]+:[^"]*)"/g)].map(
        ([, address]) => address,
      ),
    );
    expect(loaded).toEqual([]);
    expect(readFileSync(join(folder, "site.css"), "utf8")).not.toMatch(/@import|url\(/);
  });

  test("finds what is searched for", () => {
    const index = readFileSync(join(folder, "search-index.js"), "utf8");
    const entries = JSON.parse(index.slice(index.indexOf("["), index.lastIndexOf(";"))) as string[][];
    const [url = "", , heading, slug = ""] = entries.find(([, , title]) => title === "Who changed what") ?? [];
    expect([url, heading]).toEqual(["guide/access.html", "Who changed what"]);
    expect(hasPlace(join(folder, url), slug)).toBe(true);
  });

  function hasPlace(path: string, place: string): boolean {
    return !path.endsWith(".html") || (pages.get(path)?.includes(`id="${decodeURIComponent(place)}"`) ?? false);
  }
});
