import { gzipSync } from "node:zlib";
import { source as axe } from "axe-core";
import { beforeAll, describe, expect, test } from "vitest";
import { openBrowser, type Browser, type Sight } from "../browser.ts";
import type { Site } from "../site.ts";
import { fillSite, toExecution, views } from "./list.ts";

export const phone: Sight = { width: 390, height: 780, isPhone: true };

async function within<T>(sight: Sight, work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await openBrowser(sight);
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds serious or worse. In the dark nothing but the colours can differ. */
async function findings({ page }: Browser, scheme: "light" | "dark"): Promise<string[]> {
  await page.evaluate(`typeof window.axe === "undefined" && (() => {${axe}})()`);
  const options = scheme === "light" ? "" : "{ runOnly: ['color-contrast'] }";
  const found = (await page.evaluate(`axe.run(${options})`)) as { readonly violations: readonly Finding[] };
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
}

/** Whether everybody can use the page: with a screen reader, the keyboard, a phone, a slow line. */
export function exerciseAccess(site: () => Site): void {
  describe("everybody can use it", () => {
    beforeAll(() => fillSite(site()));

    test.each(["light", "dark"] as const)("axe has no serious findings, %s", { timeout: 120_000 }, async (scheme) => {
      await within({ colorScheme: scheme }, async (browser) => {
        for (const { name, show } of views) {
          await show(browser.page, site());
          expect({ name, found: await findings(browser, scheme) }).toEqual({ name, found: [] });
        }
      });
    });

    test("with the keyboard alone: start a workflow, walk through the graph", async () => {
      await within({}, async ({ page }) => {
        await page.goto(site().url);
        await page.locator(".execution-row").first().waitFor();
        await page.keyboard.press("Tab");
        expect(await page.evaluate("document.activeElement?.textContent")).toBe("To the content");
        await page.getByRole("button", { name: "Start" }).focus();
        await page.keyboard.press("Enter");
        await page.getByLabel("Search workflows").fill("team_release");
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await page.getByLabel("component").waitFor();
        await page.getByLabel("component").focus();
        await page.keyboard.press("Enter");
        await page.locator('[data-task="deploy"].is-success').waitFor();
        await page.locator('[data-task="build"] .task-face').focus();
        const focused = () =>
          page.evaluate("document.activeElement?.closest('[data-task]')?.getAttribute('data-task')");
        const isDown = (await page.getByRole("button", { name: "From left to right" }).count()) === 1;
        await page.keyboard.press(isDown ? "ArrowDown" : "ArrowRight");
        expect(await focused()).toBe("unit_tests");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "unit_tests" }).waitFor();
        await page.keyboard.press("Escape");
        expect(await page.getByRole("tab", { name: "Result" }).getAttribute("aria-selected")).toBe("true");
      });
    });

    test("on a phone nothing is wider than the screen, and a task leads to its data", { timeout: 60_000 }, async () => {
      await within(phone, async (browser) => {
        for (const { name, show } of views.filter((view) => view.name !== "login")) {
          await show(browser.page, site());
          const wider = await browser.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
          expect({ name, wider }).toEqual({ name, wider: 0 });
        }
        await toExecution(browser.page, site());
        await browser.page.locator("[data-task=smoke_test] .task-face").tap();
        await browser.page.getByRole("button", { name: "Run again" }).waitFor();
        expect(browser.complaints).toEqual([]);
      });
    });

    test("the first load is small", async () => {
      const sizes = new Map<string, number>();
      await within({}, async ({ page }) => {
        page.on("response", (response) => {
          if (response.url().includes("/ui/")) sizes.set(response.url(), 0);
        });
        await page.goto(site().url);
        await page.locator(".execution-row").first().waitFor();
      });
      for (const url of sizes.keys())
        sizes.set(url, gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length);
      const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      expect(total).toBeGreaterThan(10_000);
      expect(total).toBeLessThan(120_000);
    });
  });
}
