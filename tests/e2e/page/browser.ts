import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser as Chromium, type Page } from "playwright-core";

const root = join(import.meta.dirname, "../../..");
const paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executable = paths.find((path) => existsSync(path));

/** Why tests in a browser cannot run here; undefined when they can. */
export const missingBrowser =
  executable === undefined ? "no Chromium is installed (Debian: apt-get install chromium)" : undefined;

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Sight {
  readonly width?: number;
  readonly height?: number;
  readonly isPhone?: boolean;
  readonly colorScheme?: "light" | "dark";
}

/** A page of its own, with nothing remembered of others. */
export interface Browser {
  readonly page: Page;
  /** What the page has complained about: errors of scripts, and of the console. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

let chromiumStarted: Promise<Chromium> | undefined;

/** Opens a page in the one Chromium of this test file; {@link closeChromium} ends it. */
export async function openBrowser(sight: Sight = {}): Promise<Browser> {
  const { width = 1360, height = 860, isPhone = false, colorScheme = "light" } = sight;
  chromiumStarted ??= chromium.launch({ executablePath: executable ?? "", args: flags });
  const context = await (
    await chromiumStarted
  ).newContext({
    viewport: { width, height },
    colorScheme,
    ...(isPhone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return { page, complaints, close: () => context.close() };
}

/** To be called once, after all tests of a file. */
export async function closeChromium(): Promise<void> {
  await (await chromiumStarted)?.close();
  chromiumStarted = undefined;
}

/** Builds the page unless what is built is newer than all of its sources. */
export function buildPage(): void {
  const built = join(root, "dist/web/index.html");
  const isFresh = existsSync(built) && newestIn(join(root, "web")) < statSync(built).mtimeMs;
  if (!isFresh)
    execFileSync(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", "web"], { cwd: root });
}

function newestIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
