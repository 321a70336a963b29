import { gzipSync } from "node:zlib";
import { source as axe } from "axe-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingBrowser, openBrowser, type Browser, type Sight } from "./browser.ts";
import { openSite, type Site } from "./site.ts";

const phone: Sight = { width: 390, height: 780, isPhone: true };

let site: Site;
let executionId: string;
let workflowId: string;

beforeAll(async () => {
  if (missingBrowser !== undefined) return;
  site = await openSite();
  executionId = (await site.client.executions.start({ workflow_name: "deploy_service", input: { service: "shop" } }))
    .id;
  workflowId = (await site.client.workflows.get("team_release")).id;
  await site.client.environments.create({ name: "production", variables: { region: "north" } });
});

afterAll(() => site?.close());

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

/** What axe finds serious or worse. */
async function findings({ page }: Browser): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate("axe.run()")) as { readonly violations: readonly Finding[] };
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
}

const views = (): readonly (readonly [name: string, address: string, ready: string])[] => [
  ["executions", "#/executions", ".execution-row"],
  ["an execution", `#/executions/${executionId}`, "[data-task=smoke_test].is-error"],
  ["workflows", "#/workflows", ".workflow-row"],
  ["a definition", `#/workflows/${workflowId}`, ".fine"],
  ["a complete form", `#/workflows/${workflowId}?tab=complete`, "[data-task=unit_tests]"],
  ["a family", `#/workflows/${workflowId}?tab=family`, ".tree"],
  ["a comparison", `#/workflows/${workflowId}?tab=compare`, ".sides"],
  ["actions", "#/actions/std.http", ".signature"],
  ["environments", "#/environments", ".resource-body .json"],
  ["triggers", "#/triggers", ".table-card"],
];

describe("everybody can use it", () => {
  test.for(["light", "dark"] as const)(
    "axe has no serious findings, %s",
    { timeout: 90_000 },
    async (colorScheme, context) => {
      if (missingBrowser !== undefined) context.skip(missingBrowser);
      await within({ colorScheme }, async (browser) => {
        for (const [name, address, ready] of views()) {
          await browser.page.goto(`${site.url}${address}`);
          await browser.page.locator(ready).first().waitFor();
          expect({ name, found: await findings(browser) }).toEqual({ name, found: [] });
        }
      });
    },
  );

  test("with the keyboard alone: start a workflow, walk through the graph", async (context) => {
    if (missingBrowser !== undefined) context.skip(missingBrowser);
    await within({}, async ({ page }) => {
      await page.goto(site.url);
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
      const focused = () => page.evaluate("document.activeElement?.closest('[data-task]')?.getAttribute('data-task')");
      const isDown = (await page.getByRole("button", { name: "From left to right" }).count()) === 1;
      await page.keyboard.press(isDown ? "ArrowDown" : "ArrowRight");
      expect(await focused()).toBe("unit_tests");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "unit_tests" }).waitFor();
      await page.keyboard.press("Escape");
      expect(await page.getByRole("tab", { name: "Result" }).getAttribute("aria-selected")).toBe("true");
    });
  });

  test("on a phone nothing is wider than the screen, and a task leads to its data", async (context) => {
    if (missingBrowser !== undefined) context.skip(missingBrowser);
    await within(phone, async (browser) => {
      for (const [name, address, ready] of views()) {
        await browser.page.goto(`${site.url}${address}`);
        await browser.page.locator(ready).first().waitFor();
        const wider = await browser.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        expect({ name, wider }).toEqual({ name, wider: 0 });
      }
      await browser.page.goto(`${site.url}#/executions/${executionId}`);
      await browser.page.locator("[data-task=smoke_test] .task-face").tap();
      await browser.page.getByRole("button", { name: "Run again" }).waitFor();
      expect(browser.complaints).toEqual([]);
    });
  });

  test("the first load is small", async (context) => {
    if (missingBrowser !== undefined) context.skip(missingBrowser);
    const sizes = new Map<string, number>();
    await within({}, async ({ page }) => {
      page.on("response", (response) => {
        if (response.url().includes("/ui/")) sizes.set(response.url(), 0);
      });
      await page.goto(site.url);
      await page.locator(".execution-row").first().waitFor();
    });
    for (const url of sizes.keys())
      sizes.set(url, gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(120_000);
  });
});
