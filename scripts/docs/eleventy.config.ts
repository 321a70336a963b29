import { readFile, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join, posix } from "node:path";
import { addPlaces, type Parsed } from "./places.ts";
import { sectionsOf, titleOf } from "./sections.ts";

interface Page {
  readonly url: string;
  readonly fileSlug: string;
  readonly filePathStem: string;
  readonly rawInput?: string;
}

interface Item {
  readonly page: Page;
  readonly rawInput: string;
}

interface Markdown {
  readonly core: { readonly ruler: { push(name: string, rule: (parsed: Parsed) => void): void } };
  readonly renderer: { readonly rules: Record<string, () => string> };
  set(options: { readonly html: boolean }): void;
}

interface Built {
  readonly results: readonly { readonly inputPath: string; readonly outputPath: string }[];
  readonly directories: { readonly output: string };
}

/** Eleventy's configuration, as far as it is used here; the package has no types. */
interface Eleventy {
  addPassthroughCopy(paths: Readonly<Record<string, string>>): void;
  addGlobalData(name: string, value: unknown): void;
  addFilter(name: string, filter: (value: string, other: string) => string): void;
  addCollection(name: string, make: (all: { getFilteredByGlob(glob: string): readonly Item[] }) => unknown): void;
  amendLibrary(name: "md", amend: (markdown: Markdown) => void): void;
  on(event: "eleventy.after", listener: (built: Built) => Promise<void>): void;
}

/** Folders of the documentation in the order in which people need them. */
const rooms = [
  ["guide", "Guide"],
  ["reference", "Reference"],
  ["", "Inside"],
  ["decisions", "Decisions"],
] as const;

/** Pages that stand before all others of their folder. */
const first = [
  "page",
  "from-mistral",
  "inheritance",
  "migration",
  "triggers",
  "notifications",
  "access",
  "language",
  "command-line",
  "ARCHITECTURE",
];

/**
 * The site made of `docs/`: `npm run docs` writes it to `dist/docs`. All its addresses are relative, and it loads nothing from
 * elsewhere, so that it works from a folder, too.
 */
export default function configure(eleventy: Eleventy) {
  eleventy.addPassthroughCopy({
    "docs/screenshots": "screenshots",
    "docs/specs": "specs",
    "scripts/docs/site.css": "site.css",
  });
  eleventy.addGlobalData("layout", "page.njk");
  eleventy.addGlobalData(
    "permalink",
    () =>
      ({ page }: Item) =>
        `${page.filePathStem}.html`,
  );
  eleventy.addGlobalData(
    "eleventyComputed.title",
    () =>
      ({ page }: Item) =>
        titleOf(page.rawInput ?? ""),
  );
  eleventy.addFilter("from", (to, here) => posix.relative(posix.dirname(here), to));
  eleventy.addFilter("roomOf", roomOf);
  eleventy.addCollection("rooms", (all) => roomsOf(all.getFilteredByGlob("docs/**/*.md")));
  eleventy.on("eleventy.after", writeSearch);
  eleventy.amendLibrary("md", (markdown) => {
    markdown.set({ html: true });
    markdown.core.ruler.push("places", addPlaces);
    markdown.renderer.rules["table_open"] = () => '<div class="table" tabindex="0"><table>\n';
    markdown.renderer.rules["table_close"] = () => "</table></div>\n";
  });
  return {
    dir: { input: "docs", includes: "../scripts/docs", output: "dist/docs" },
    // Curly braces in the pages are Jinja's that workflows contain.
    markdownTemplateEngine: false,
    templateFormats: ["md"],
  };
}

function roomOf(stem: string): string {
  const found = rooms.find(([folder]) => isIn(stem, folder));
  return stem === "/index" || found === undefined ? "Guide" : found[1];
}

function roomsOf(items: readonly Item[]) {
  return rooms.map(([folder, label]) => ({
    label,
    pages: items
      .filter(({ page }) => isIn(page.filePathStem, folder) && page.fileSlug !== "")
      .map(({ page, rawInput }) => ({ url: page.url, title: titleOf(rawInput), place: placeOf(page.fileSlug) }))
      .toSorted((a, b) => a.place - b.place || a.title.localeCompare(b.title, "en", { numeric: true })),
  }));
}

function isIn(stem: string, folder: string): boolean {
  return posix.dirname(stem) === posix.join("/", folder);
}

function placeOf(slug: string): number {
  const place = first.indexOf(slug);
  return place === -1 ? first.length : place;
}

/** The search, and what can be searched: a script, too, because a page that was opened from a folder may not fetch. */
async function writeSearch({ results, directories }: Built): Promise<void> {
  const parts = await Promise.all(
    results.map(async ({ inputPath, outputPath }) => {
      const text = await readFile(inputPath, "utf8");
      const url = posix.relative(directories.output, outputPath);
      return sectionsOf(text).map(({ heading, slug, text: below }) => [url, titleOf(text), heading, slug, below]);
    }),
  );
  const index = `globalThis.searchEntries = ${JSON.stringify(parts.flat())};\n`;
  await writeFile(join(directories.output, "search-index.js"), index);
  const search = await readFile(join(import.meta.dirname, "browser/search.ts"), "utf8");
  await writeFile(join(directories.output, "search.js"), stripTypeScriptTypes(search));
}
