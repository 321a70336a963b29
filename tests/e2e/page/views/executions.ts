import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openBrowser, type Browser } from "../browser.ts";
import type { Site } from "../site.ts";

const task = (name: string, state: string): string => `[data-task="${name}"].is-${state.toLowerCase()} .task-face`;

/** The list of executions, and a single one. */
export function exerciseExecutions(site: () => Site): void {
  describe("executions", () => {
    let browser: Browser;

    beforeEach(async () => {
      browser = await openBrowser();
      await browser.page.goto(site().url);
    });

    afterEach(async () => {
      const { complaints } = browser;
      await browser.close();
      expect(complaints).toEqual([]);
    });

    test("one is started from the form, watched to its failure, opened, and mended", { timeout: 60_000 }, async () => {
      const { page } = browser;
      await page.getByRole("button", { name: "Start" }).click();
      await page.getByLabel("Search workflows").fill("deploy");
      await page.getByRole("button", { name: /^deploy_service/ }).click();
      await page.getByLabel("service required").fill("shop");
      expect(await page.getByLabel("version").inputValue()).toBe("1.4.2");
      await page.getByLabel("regions").fill('["north", "south"]');
      await page.getByRole("dialog").getByRole("button", { name: "Start" }).click();

      await page.waitForSelector(task("smoke_test", "Error"));
      await page.getByText("Error", { exact: true }).first().waitFor();
      expect(await page.locator(`${task("roll_out", "Success")} title`).textContent()).toContain("2 of 2 items");
      // The guard that was true was taken, the other one was not.
      expect(await page.locator(".arrow.is-taken .guard").allTextContents()).toEqual(["not $.dry_run"]);
      expect(await page.locator(".arrow.is-untaken .guard").allTextContents()).toEqual(["$.dry_run"]);

      await page.getByRole("button", { name: "Open the sub-workflow of roll_out" }).click();
      await page.waitForSelector(task("replace", "Success"));
      expect(await page.getByRole("button", { name: /^replace\s*, Success/ }).count()).toBe(1);

      await page.locator(task("smoke_test", "Error")).click();
      await page.getByRole("button", { name: "Skip" }).click();
      await page.waitForSelector(task("smoke_test", "Skipped"));
      await page.locator(".execution-line .badge.is-success").waitFor();
      expect(await page.locator(".execution-panel").textContent()).toContain("Skipped");
    });

    test("one fails and its task is run again", async () => {
      const { page } = browser;
      const { id } = await site().client.executions.start({
        workflow_name: "deploy_service",
        input: { service: "shop" },
      });
      await page.goto(`${site().url}#/executions/${id}`);
      await page.locator(task("smoke_test", "Error")).click();
      await page.getByRole("button", { name: "Run again" }).click();
      await page.getByText("smoke_test runs again.").waitFor();
      await page.locator(task("smoke_test", "Error")).waitFor();
      await page.getByRole("tab", { name: "Actions" }).click();
      await page.locator(".calls > li").nth(1).waitFor();
      expect(await page.locator(".calls > li").count()).toBe(2);
    });

    test("one is paused, goes on and is stopped with a reason", async () => {
      const { page } = browser;
      const { id } = await site().client.executions.start({ workflow_name: "approval", description: "Needs a person" });
      const row = page.getByRole("link", { name: /approval/ }).first();
      await row.waitFor();
      expect(await row.textContent()).toContain("Running");
      await row.click();
      await page.getByRole("button", { name: "Pause" }).click();
      await page.locator(".execution-line .badge.is-paused").waitFor();
      await page.getByRole("button", { name: "Resume" }).click();
      await page.getByRole("button", { name: "Stop" }).click();
      await page.getByLabel("Error").check();
      await page.getByLabel("Reason").fill("Nobody came.");
      await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();
      await page.locator(".execution-error").waitFor();
      expect(await page.locator(".execution-error").textContent()).toContain("Nobody came.");
      expect(await site().client.executions.get(id)).toMatchObject({ state: "ERROR", state_info: "Nobody came." });
    });

    test("the list follows what happens, and is narrowed by states and words", async () => {
      const { page } = browser;
      await page.getByRole("button", { name: "Sub-workflows" }).waitFor();
      await site().client.executions.start({ workflow_name: "team_release" });
      await page
        .getByRole("link", { name: /team_release.*Success/ })
        .first()
        .waitFor();
      await page.getByRole("button", { name: "Error" }).click();
      await page.getByRole("link", { name: /team_release/ }).waitFor({ state: "detached" });
      expect(page.url()).toContain("state=ERROR");
      await page.getByRole("button", { name: "Error" }).click();
      await page.getByLabel("Search executions").fill("team_");
      await page
        .getByRole("link", { name: /team_release/ })
        .first()
        .waitFor();
      await page
        .getByRole("link", { name: /approval|deploy_service/ })
        .first()
        .waitFor({ state: "detached" });
      expect(await page.getByRole("link", { name: /team_release/ }).count()).toBeGreaterThan(0);
    });

    test("ten thousand of them have few rows in the document", async () => {
      const { page } = browser;
      const row = {
        id: "",
        workflow_name: "many",
        state: "SUCCESS",
        created_at: "2026-11-24 10:00:00",
        updated_at: "2026-11-24 10:00:01",
      };
      await page.route("**/v2/executions?*", (route) => {
        const from = Number(new URL(route.request().url()).searchParams.get("marker") ?? -1) + 1;
        const limit = Number(new URL(route.request().url()).searchParams.get("limit"));
        const size = Math.max(0, Math.min(limit, 10_000 - from));
        const executions = Array.from({ length: size }, (_, at) => ({
          ...row,
          id: String(from + at),
          task_execution_id: null,
        }));
        return route.fulfill({ json: { executions } });
      });
      await page.reload();
      const list = page.getByRole("list", { name: /^Executions/ });
      await list.waitFor();
      const last = page.locator('[aria-setsize="10000"]').first();
      while ((await last.count()) === 0) {
        await page.evaluate(
          "(() => { const list = document.querySelector('.virtual'); list.scrollTop = list.scrollHeight; })()",
        );
      }
      expect(await page.getByRole("listitem").count()).toBeLessThan(60);
    });

    test.runIf(process.env["OSTRO_LONG"] === "1")("a graph of three hundred tasks stays smooth", async () => {
      const { page } = browser;
      const names = Array.from({ length: 300 }, (_, at) => `t${at}`);
      const tasks = names.map((name, at) => {
        const next = [at * 2 + 1, at * 2 + 2].filter((one) => one < names.length).map((one) => `t${one}`);
        return `    ${name}: {action: std.noop${next.length === 0 ? "" : `, on-success: [${next.join(", ")}]`}}\n`;
      });
      await site().client.workflows.create(`version: "2.0"\nwide:\n  tasks:\n${tasks.join("")}`);
      const { id } = await site().client.executions.start({ workflow_name: "wide" });
      await page.goto(`${site().url}#/executions/${id}`);
      await page.locator('[data-task="t299"].is-success').waitFor({ state: "attached" });
      const field = page.locator(".canvas-field");
      await field.hover();
      // The time between two pictures while the graph is made smaller step by step.
      const slowest = page.evaluate<number>(`new Promise((resolve) => {
        let last = performance.now(), slowest = 0, left = 60;
        requestAnimationFrame(function step(now) {
          slowest = Math.max(slowest, now - last);
          last = now;
          if (--left > 0) requestAnimationFrame(step); else resolve(slowest);
        });
      })`);
      for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, 40);
      expect(await slowest).toBeLessThan(500);
    });
  });
}
