import { afterAll, beforeAll, describe } from "vitest";
import { closeChromium, missingBrowser } from "./browser.ts";
import { exerciseAccess } from "./views/access.ts";
import { exerciseDefinitions } from "./views/definitions.ts";
import { exerciseExecutions } from "./views/executions.ts";
import { exerciseLogin } from "./views/login.ts";
import { exerciseResources } from "./views/resources.ts";
import { openSite, type Site } from "./site.ts";

/** One service and one Chromium serve all tests of the page: starting them is what costs. */
describe.skipIf(missingBrowser !== undefined)(`the page${missingBrowser ? `: ${missingBrowser}` : ""}`, () => {
  let opened: Site | undefined;

  beforeAll(async () => {
    opened = await openSite();
  });

  afterAll(async () => {
    await closeChromium();
    await opened?.close();
  });

  const site = (): Site => {
    if (opened === undefined) throw new Error("The site is not open yet");
    return opened;
  };
  exerciseExecutions(site);
  exerciseResources(site);
  exerciseAccess(site);
  // These change the workflows that the others look at.
  exerciseDefinitions(site);
  exerciseLogin();
});
