import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openBrowser, type Browser } from "../browser.ts";
import type { Site } from "../site.ts";
import { changeParent, write } from "./list.ts";

/** The editor, the complete form, the family. */
export function exerciseDefinitions(site: () => Site): void {
  describe("definitions", () => {
    let browser: Browser;

    beforeEach(async () => {
      browser = await openBrowser();
    });

    afterEach(async () => {
      const { complaints } = browser;
      await browser.close();
      expect(complaints).toEqual([]);
    });

    async function openWorkflow(name: string, tab = ""): Promise<void> {
      const { id } = await site().client.workflows.get(name);
      await browser.page.goto(`${site().url}#/workflows/${id}${tab === "" ? "" : `?tab=${tab}`}`);
    }

    test("a parent is changed: the impact on its child is shown before it is saved", async () => {
      const { page } = browser;
      await changeParent(page, site());
      const dialog = page.getByRole("dialog");
      expect(await dialog.textContent()).toMatch(/1 change along[\s\S]*tasks\.sign/);
      await dialog.getByRole("button", { name: "Save" }).click();
      await page.getByText("revision 2", { exact: false }).first().waitFor();
      expect(await site().client.workflows.get("team_release")).toMatchObject({
        revision: 2,
        inheritance_state: "CURRENT",
      });
    });

    test("problems are shown at their places as one types, and keep the text from being saved", async () => {
      const { page } = browser;
      await page.goto(`${site().url}#/workflows/+`);
      await page.locator(".fine").waitFor();
      await write(
        page,
        'version: "2.0"\nbad:\n  tasks:\n    one:\n      action: std.noop\n      on-success: nowhere\n',
      );
      const problem = page.locator(".problem-row").first();
      await problem.waitFor();
      expect(await problem.textContent()).toContain("nowhere");
      expect(await page.locator(".cm-lintRange-error").count()).toBeGreaterThan(0);
      expect(await page.getByRole("button", { name: "Create" }).isDisabled()).toBe(true);
    });

    test("keywords, actions and tasks are completed", async () => {
      const { page } = browser;
      await page.goto(`${site().url}#/workflows/+`);
      await page.locator(".fine").waitFor();
      await write(page, 'version: "2.0"\nw:\n  tasks:\n    one:\n      action: std.noop\n');
      await page.keyboard.press("Control+End");
      await page.keyboard.type("      on-succ");
      await page.getByRole("option", { name: "on-success" }).click();
      await page.keyboard.type(": o");
      await page.getByRole("option", { name: "one" }).click();
      expect(await page.locator(".cm-content").textContent()).toContain("on-success: one");
    });

    test("a child's graph tells inherited, overridden, new and final tasks apart", async () => {
      const { page } = browser;
      await openWorkflow("team_release", "complete");
      await page.locator('[data-task="unit_tests"].from-new').waitFor();
      const label = async (task: string) => page.locator(`[data-task="${task}"] title`).first().textContent();
      expect(await label("scan")).toMatch(/inherited, final/);
      expect(await label("deploy")).toMatch(/overridden/);
      expect(await page.locator('[data-task="unit_tests"] title').first().textContent()).toMatch(
        /in team_release@\d+, line \d+/,
      );
      expect(await page.locator(".lines").textContent()).toMatch(/release_skeleton@\d/);

      await page.getByRole("tab", { name: "Family" }).click();
      await page.getByRole("treeitem", { name: /release_skeleton/ }).waitFor();
      expect(await page.locator('[role="treeitem"] [role="treeitem"]').textContent()).toContain("team_release");
      await page.getByRole("tab", { name: "Beside its parent" }).click();
      await page.locator(".diff-table").waitFor();
      expect(await page.locator(".diff-table").textContent()).toContain("tasks.unit_tests");
      expect(await page.locator(".side-added").count()).toBeGreaterThan(0);
      await page.getByRole("tab", { name: "Revisions" }).click();
      await page.getByRole("button", { name: /Revision 1/ }).waitFor();
      expect(await page.locator(".sides").textContent()).toContain("extends: release_skeleton");
    });
  });
}
