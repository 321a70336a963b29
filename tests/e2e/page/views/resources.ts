import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openBrowser, type Browser } from "../browser.ts";
import type { Site } from "../site.ts";

/** Actions, environments, triggers, and the service. */
export function exerciseResources(site: () => Site): void {
  describe("resources", () => {
    let browser: Browser;

    beforeEach(async () => {
      browser = await openBrowser();
    });

    afterEach(async () => {
      const { complaints } = browser;
      await browser.close();
      expect(complaints).toEqual([]);
    });

    test("actions are documented, environments are made and changed", async () => {
      const { page } = browser;
      await page.goto(`${site().url}#/actions/std.echo`);
      await page.getByRole("heading", { name: "std.echo" }).waitFor();
      await page.getByText("Try it").click();
      await page.getByLabel("Input JSON").fill('{"output": "tried"}');
      await page.getByRole("button", { name: "Run" }).click();
      await page.locator(".trial .json").waitFor();
      expect(await page.locator(".trial").textContent()).toContain("tried");

      await page.goto(`${site().url}#/environments`);
      await page.getByRole("button", { name: "New" }).click();
      await page.getByLabel("Name", { exact: true }).fill("staging");
      await page.getByLabel("Variables JSON").fill('{"region": "north"}');
      await page.getByRole("button", { name: "Save" }).click();
      await page.locator(".resource-body .json").waitFor();
      expect(await page.locator(".resource-body").textContent()).toContain("north");
    });

    test("triggers are made and deleted", async () => {
      const { page } = browser;
      await page.goto(`${site().url}#/triggers`);
      await page.getByRole("button", { name: "New cron trigger" }).click();
      await page.getByRole("textbox", { name: "Name" }).fill("nightly");
      await page.getByLabel("Workflow").selectOption({ label: "team_release" });
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByRole("link", { name: "team_release" }).waitFor();
      const [made] = await Array.fromAsync(site().client.cronTriggers.list());
      expect(made).toMatchObject({ name: "nightly", workflow_name: "team_release", pattern: "0 3 * * *" });
      await page.getByRole("button", { name: "New event trigger" }).click();
      for (const [label, text] of [
        ["Name", "on boot"],
        ["Exchange", "nova"],
        ["Topic", "notifications"],
        ["Event", "instance.create.end"],
      ] as const) {
        await page.getByRole("textbox", { name: new RegExp(`^${label}`) }).fill(text);
      }
      await page.getByLabel("Workflow").selectOption({ label: "approval" });
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByText("instance.create.end").waitFor();
      await page.getByRole("button", { name: "Delete nightly" }).click();
      await page.getByRole("button", { name: "Delete nightly?" }).click();
      await page.getByText("No cron trigger yet.").waitFor();
    });

    test("nodes, quotas and the audit log are shown", async () => {
      const { page } = browser;
      await page.goto(`${site().url}#/service`);
      await page.getByText("api, engine, executor").waitFor();
      expect(await page.getByRole("row", { name: /^Definitions/ }).textContent()).toContain("100");
      await page.getByRole("cell", { name: "workflows:create" }).first().waitFor();
    });
  });
}
