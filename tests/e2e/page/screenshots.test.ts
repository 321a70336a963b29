import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { closeChromium, missingBrowser, openBrowser, type Sight } from "./browser.ts";
import { openSite } from "./site.ts";
import { phone } from "./views/access.ts";
import { fillSite, toExecution, views, type View } from "./views/list.ts";

const docs = join(import.meta.dirname, "../../../docs");
const isWanted = process.env["UPDATE_EXPECT"] === "1";

const shots: readonly (View & { readonly sight?: Sight })[] = [
  ...views,
  { name: "phone", sight: phone, show: toExecution },
];

const schemes = ["light", "dark"] as const;
const files = shots.flatMap(({ name }) => schemes.map((scheme) => `screenshots/${name}-${scheme}.png`));

async function takeScreenshots(): Promise<void> {
  const site = await openSite();
  await fillSite(site);
  mkdirSync(join(docs, "screenshots"), { recursive: true });
  for (const { name, show, sight } of shots) {
    for (const colorScheme of schemes) {
      const browser = await openBrowser({ width: 1280, height: 800, ...sight, colorScheme });
      await show(browser.page, site);
      await browser.page.evaluate("document.fonts.ready");
      await browser.page.screenshot({
        path: join(docs, `screenshots/${name}-${colorScheme}.png`),
        animations: "disabled",
      });
      await browser.close();
    }
  }
  await closeChromium();
  await site.close();
}

test("the guide to the page shows every view, light and dark", { timeout: 300_000 }, async (context) => {
  if (isWanted && missingBrowser !== undefined) context.skip(missingBrowser);
  if (isWanted) await takeScreenshots();
  const guide = readFileSync(join(docs, "guide/page.md"), "utf8");
  expect(files.filter((file) => !guide.includes(file) || !existsSync(join(docs, file)))).toEqual([]);
});
