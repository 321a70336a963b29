import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, Connection, httpTransport } from "../../../src/client/index.ts";
import { serve } from "../serve.ts";
import { buildPage } from "./browser.ts";

/** A service with its page. */
export interface Site {
  readonly url: string;
  readonly client: Client;
  close(): Promise<void>;
}

/** Workflows that show all that the page draws. */
const workflows = `
version: "2.0"

deploy_service:
  description: Builds, checks and rolls out a service to all regions.
  input:
    - service
    - version: 1.4.2
    - replicas: 3
    - dry_run: false
    - regions: [eu-west, us-east, ap-south]
  output:
    image: <% $.image %>
  tasks:
    checkout:
      action: std.echo output="<% $.service %>"
      publish:
        source: <% task().result %>
      on-success: [unit_tests, lint, build_image]
    unit_tests:
      action: std.noop
      on-success: gate
    lint:
      action: std.noop
      on-success: gate
    build_image:
      action: std.echo output="img:<% $.version %>"
      wait-before: 1
      publish:
        image: <% task().result %>
      on-success: gate
    gate:
      join: all
      action: std.noop
      on-success:
        - roll_out: <% not $.dry_run %>
        - report: <% $.dry_run %>
    roll_out:
      with-items: region in <% $.regions %>
      workflow: roll_out_region region=<% $.region %> image=<% $.image %>
      on-success: smoke_test
    smoke_test:
      action: std.fail
      on-success: report
    report:
      action: std.noop

roll_out_region:
  input: [region, image]
  tasks:
    drain:
      action: std.noop
      on-success: replace
    replace:
      action: std.echo output="<% $.image %> in <% $.region %>"
      on-success: undrain
    undrain:
      action: std.noop

approval:
  description: Waits for a person.
  tasks:
    ask:
      action: std.async_noop
      on-success: go
    go:
      action: std.noop

release_skeleton:
  description: What every release in this company goes through.
  final: [scan]
  input:
    - component
  tasks:
    build:
      action: std.echo output="<% $.component %>.tar"
      on-success: pre_scan
    pre_scan:
      description: A hook; teams put their own checks in front of it.
      action: std.noop
      on-success: scan
    scan:
      action: std.noop
      on-success: deploy
    deploy:
      action: std.noop

team_release:
  extends: release_skeleton
  description: Our team's release runs its unit tests in front of the scan.
  input:
    - component: shop
  override:
    deploy:
      action: std.echo output="canary"
  tasks:
    unit_tests:
      before: pre_scan
      action: std.noop
`;

export async function openSite(): Promise<Site> {
  buildPage();
  const folder = mkdtempSync(join(tmpdir(), "ostro-page-"));
  const policy = join(folder, "policy.yaml");
  writeFileSync(policy, "audit_log:list: '@'\n");
  const quotas = ["--quota-definitions", "100", "--quota-running-executions", "20", "--quota-stored-mb", "8"];
  const options = ["--log-level", "error", "--policy-file", policy, ...quotas];
  const served = await serve(`sqlite:${join(folder, "ostro.db")}`, options);
  const client = new Client(new Connection(httpTransport(served.url)));
  await client.workflows.create(workflows);
  return {
    url: `${served.url}/ui/`,
    client,
    async close() {
      await served.end("SIGTERM");
      rmSync(folder, { recursive: true });
    },
  };
}
