import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serve } from "../../serve.ts";
import { buildPage, openBrowser } from "../browser.ts";

/** The way in where tokens are wanted. */
export function exerciseLogin(): void {
  test("where tokens are wanted, the page asks for one, and for a right one", async () => {
    buildPage();
    const folder = mkdtempSync(join(tmpdir(), "ostro-login-"));
    const tokens = join(folder, "tokens.yaml");
    writeFileSync(tokens, "- {token: sesame, project: cave, user: ali}\n");
    const served = await serve(`sqlite:${join(folder, "ostro.db")}`, ["--auth", "tokens", "--tokens-file", tokens]);
    const browser = await openBrowser();
    const { page } = browser;
    await page.goto(`${served.url}/ui/`);
    await page.getByLabel("Token").fill("barley");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("does not accept this token").waitFor();
    await page.getByLabel("Token").fill("sesame");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("Nothing has run yet").waitFor();
    await page.reload();
    await page.getByText("Nothing has run yet").waitFor();
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByText("You have logged out.").waitFor();
    expect(await page.evaluate("sessionStorage.length")).toBe(0);
    await browser.close();
    await served.end("SIGTERM");
    rmSync(folder, { recursive: true });
  });
}
