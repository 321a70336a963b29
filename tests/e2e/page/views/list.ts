import type { Page } from "playwright-core";
import type { Site } from "../site.ts";

/** A view of the page. */
export interface View {
  readonly name: string;
  /** Goes to it and waits until it is there. */
  readonly show: (page: Page, site: Site) => Promise<void>;
}

/** Makes what the views show. */
export async function fillSite({ client }: Site): Promise<void> {
  await client.environments.create({
    name: "production",
    description: "What all regions share",
    variables: { region: "eu-west", replicas: 3, notify: ["ops@example.org"], features: { canary: true } },
  });
  await client.cronTriggers.create({ name: "nightly release", workflow_name: "team_release", pattern: "0 3 * * *" });
  const { id, definition } = await client.workflows.get("approval");
  await client.workflows.update(definition.replace("Waits for a person.", "Waits until a person has agreed."));
  const event = { exchange: "nova", topic: "notifications", event: "compute.instance.create.end" };
  await client.eventTriggers.create({ name: "new machine", workflow_id: id, ...event });
  await client.executions.start({ workflow_name: "approval", description: "Needs a person" });
  await client.executions.start({ workflow_name: "team_release", input: { component: "shop" } });
  await client.executions.start({ workflow_name: "release_skeleton", input: { component: "shop" } });
  await client.executions.start({
    workflow_name: "deploy_service",
    input: { service: "shop" },
    description: "Friday's release",
  });
}

/** The execution that shows most. */
export async function toExecution(page: Page, { url, client }: Site): Promise<void> {
  const [execution] = await Array.fromAsync(
    client.executions.list({ workflow_name: "deploy_service", description: "has:Friday", limit: 1 }),
  );
  await page.goto(`${url}#/executions/${execution?.id}`);
  await page.locator("[data-task=smoke_test].is-error").waitFor();
}

/** Puts a text into the editor, as a person who pastes it. */
export async function write(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Puts a task into the parent of `team_release` and asks to save it. */
export async function changeParent(page: Page, { url, client }: Site): Promise<void> {
  const { id, definition } = await client.workflows.get("release_skeleton");
  await page.goto(`${url}#/workflows/${id}`);
  await page.locator(".fine").waitFor();
  await write(
    page,
    definition
      .replace("pre_scan\n", "sign\n")
      .replace("    pre_scan:", "    sign:\n      action: std.noop\n      on-success: pre_scan\n    pre_scan:"),
  );
  await page.locator('[data-task="sign"]').waitFor();
  await page.getByRole("button", { name: "Save…" }).click();
  await page.getByRole("dialog").getByText("team_release").waitFor();
}

/** All views, in the order of the guide. */
export const views: readonly View[] = [
  at("executions", "#/executions", ".execution-row"),
  {
    name: "start",
    show: async (page, { url }) => {
      await page.goto(`${url}#/executions`);
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
  at("workflows", "#/workflows", ".workflow-row"),
  at("new-workflow", "#/workflows/+", ".fine"),
  tabOf("definition", "definition", ".fine"),
  { name: "impact", show: changeParent },
  tabOf("complete-form", "complete", "[data-task=unit_tests]"),
  tabOf("family", "family", ".tree"),
  tabOf("beside-its-parent", "compare", ".sides"),
  tabOf("revisions", "revisions", ".side-added", "approval"),
  at("actions", "#/actions/std.http", ".signature"),
  at("environments", "#/environments", ".resource-body .json"),
  at("triggers", "#/triggers", ":nth-match(.table-card, 2)"),
  at("service", "#/service", "meter, .table-card"),
  {
    name: "login",
    show: async (page, { url }) => {
      await page.route("**/v2/**", (route) => route.fulfill({ status: 401, json: {} }));
      await page.goto("about:blank");
      await page.goto(url);
      await page.getByLabel("Token").waitFor();
    },
  },
];

function at(name: string, address: string, ready: string): View {
  return {
    name,
    show: async (page, { url }) => {
      await page.goto(`${url}${address}`);
      await page.locator(ready).first().waitFor();
    },
  };
}

function tabOf(name: string, tab: string, ready: string, workflow = "team_release"): View {
  return {
    name,
    show: async (page, { url, client }) => {
      await page.goto(`${url}#/workflows/${(await client.workflows.get(workflow)).id}?tab=${tab}`);
      await page.locator(ready).first().waitFor();
    },
  };
}
