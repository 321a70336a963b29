import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { missingBrowser, openBrowser, type Sight } from "./browser.ts";
import { openSite, type Site } from "./site.ts";

const docs = join(import.meta.dirname, "../../../docs");
const isWanted = process.env["UPDATE_EXPECT"] === "1";

interface Shot {
  readonly name: string;
  /** Goes to the view and waits until it is there. */
  readonly show: (page: Page, site: Site) => Promise<void>;
  readonly sight?: Sight;
}

async function toExecution(page: Page, { url, client }: Site): Promise<void> {
  const [execution] = await Array.fromAsync(client.executions.list({ workflow_name: "deploy_service", limit: 1 }));
  await page.goto(`${url}#/executions/${execution?.id}`);
  await page.locator("[data-task=smoke_test].is-error").waitFor();
}

const toWorkflow =
  (name: string, tab: string, ready: string): Shot["show"] =>
  async (page, { url, client }) => {
    await page.goto(`${url}#/workflows/${(await client.workflows.get(name)).id}?tab=${tab}`);
    await page.locator(ready).first().waitFor();
  };

const phone: Sight = { width: 390, height: 780, isPhone: true };

const shots: readonly Shot[] = [
  {
    name: "executions",
    show: async (page, { url }) => {
      await page.goto(url);
      await page.locator(".execution-row").nth(3).waitFor();
    },
  },
  {
    name: "start",
    show: async (page, { url }) => {
      await page.goto(url);
      await page.getByRole("button", { name: "Start" }).click();
      await page.getByRole("button", { name: /^deploy_service/ }).click();
      await page.getByLabel("regions").waitFor();
    },
  },
  {
    name: "execution",
    show: async (page, site) => {
      await toExecution(page, site);
      await page.getByRole("button", { name: "Open the sub-workflow of roll_out" }).click();
      await page.locator("[data-task=undrain]").waitFor();
      await page.locator("[data-task=smoke_test] .task-face").click();
      await page.getByRole("button", { name: "Run again" }).waitFor();
    },
  },
  { name: "definition", show: toWorkflow("team_release", "definition", ".fine") },
  { name: "complete-form", show: toWorkflow("team_release", "complete", "[data-task=unit_tests]") },
  { name: "family", show: toWorkflow("team_release", "family", ".tree") },
  { name: "beside-its-parent", show: toWorkflow("team_release", "compare", ".sides") },
  {
    name: "actions",
    show: async (page, { url }) => {
      await page.goto(`${url}#/actions/std.http`);
      await page.locator(".signature").waitFor();
    },
  },
  { name: "phone", sight: phone, show: toExecution },
];

const schemes = ["light", "dark"] as const;
const files = shots.flatMap(({ name }) => schemes.map((scheme) => `screenshots/${name}-${scheme}.png`));

async function takeScreenshots(): Promise<void> {
  const site = await openSite();
  const { client } = site;
  await client.executions.start({ workflow_name: "approval", description: "Needs a person" });
  for (const name of ["team_release", "approval", "release_skeleton"]) {
    await client.executions.start({
      workflow_name: name,
      ...(name === "release_skeleton" ? { input: { component: "shop" } } : {}),
    });
  }
  await client.executions.start({
    workflow_name: "deploy_service",
    input: { service: "shop" },
    description: "Friday's release",
  });
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
  await site.close();
}

test("the guide to the page shows every view, light and dark", { timeout: 300_000 }, async (context) => {
  if (isWanted && missingBrowser !== undefined) context.skip(missingBrowser);
  if (isWanted) await takeScreenshots();
  const guide = readFileSync(join(docs, "guide/page.md"), "utf8");
  expect(files.filter((file) => !guide.includes(file) || !existsSync(join(docs, file)))).toEqual([]);
});
