import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { missingBrowser, openBrowser, type Browser } from "./browser.ts";
import { openSite, type Site } from "./site.ts";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  if (missingBrowser === undefined) site = await openSite();
});

afterAll(() => site?.close());

beforeEach(async (context) => {
  if (missingBrowser !== undefined) return context.skip(missingBrowser);
  browser = await openBrowser();
  return undefined;
});

afterEach(async () => {
  if (missingBrowser !== undefined) return;
  const { complaints } = browser;
  await browser.close();
  expect(complaints).toEqual([]);
});

async function openWorkflow(name: string, tab = ""): Promise<void> {
  const { id } = await site.client.workflows.get(name);
  await browser.page.goto(`${site.url}#/workflows/${id}${tab === "" ? "" : `?tab=${tab}`}`);
}

/** Puts a text into the editor, as a person who pastes it. */
async function write(text: string): Promise<void> {
  const { page } = browser;
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

describe("definitions", () => {
  test("a parent is changed: the impact on its child is shown before it is saved", async () => {
    const { page } = browser;
    await openWorkflow("release_skeleton");
    await page.locator(".fine").waitFor();
    const { definition } = await site.client.workflows.get("release_skeleton");
    await write(
      definition
        .replace("pre_scan\n", "sign\n")
        .replace("    pre_scan:", "    sign:\n      action: std.noop\n      on-success: pre_scan\n    pre_scan:"),
    );
    await page.locator('[data-task="sign"]').waitFor();
    await page.getByRole("button", { name: "Save…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("team_release").waitFor();
    expect(await dialog.textContent()).toMatch(/1 change along[\s\S]*tasks\.sign/);
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("revision 2", { exact: false }).first().waitFor();
    expect(await site.client.workflows.get("team_release")).toMatchObject({
      revision: 2,
      inheritance_state: "CURRENT",
    });
  });

  test("problems are shown at their places as one types, and keep the text from being saved", async () => {
    const { page } = browser;
    await page.goto(`${site.url}#/workflows/+`);
    await page.locator(".fine").waitFor();
    await write('version: "2.0"\nbad:\n  tasks:\n    one:\n      action: std.noop\n      on-success: nowhere\n');
    const problem = page.locator(".problem-row").first();
    await problem.waitFor();
    expect(await problem.textContent()).toContain("nowhere");
    expect(await page.locator(".cm-lintRange-error").count()).toBeGreaterThan(0);
    expect(await page.getByRole("button", { name: "Create" }).isDisabled()).toBe(true);
  });

  test("keywords, actions and tasks are completed", async () => {
    const { page } = browser;
    await page.goto(`${site.url}#/workflows/+`);
    await page.locator(".fine").waitFor();
    await write('version: "2.0"\nw:\n  tasks:\n    one:\n      action: std.noop\n');
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

  test("actions are documented, environments are made and changed", async () => {
    const { page } = browser;
    await page.goto(`${site.url}#/actions/std.echo`);
    await page.getByRole("heading", { name: "std.echo" }).waitFor();
    await page.getByText("Try it").click();
    await page.getByLabel("Input JSON").fill('{"output": "tried"}');
    await page.getByRole("button", { name: "Run" }).click();
    await page.locator(".trial .json").waitFor();
    expect(await page.locator(".trial").textContent()).toContain("tried");

    await page.goto(`${site.url}#/environments`);
    await page.getByRole("button", { name: "New" }).click();
    await page.getByLabel("Name", { exact: true }).fill("production");
    await page.getByLabel("Variables JSON").fill('{"region": "north"}');
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator(".resource-body .json").waitFor();
    expect(await page.locator(".resource-body").textContent()).toContain("north");
  });
});
