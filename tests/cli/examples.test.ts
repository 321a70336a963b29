import { describe, expect, test } from "vitest";
import { expectGolden } from "../golden.ts";
import { ostro } from "./host.ts";

const examples = ["deploy/service", "fan-out/endpoints", "clean-up/import", "nested/report", "skeleton/release"];

describe.each(examples)("example %s", (name) => {
  const file = `examples/${name}.yaml`;

  test("has no problem", async () => {
    expect(await ostro(["check", file])).toMatchObject({ exitCode: 0, err: "" });
  });

  test("shows what became of it and from where", async () => {
    const { exitCode, out } = await ostro(["flatten", file, "--annotate"]);
    expect(exitCode).toBe(0);
    expectGolden(new URL(`golden/${name.replace("/", "-")}.yaml`, import.meta.url), out);
  });
});

const runs: readonly (readonly [string, readonly string[], number, string, unknown])[] = [
  [
    "deploy/service",
    ["deploy_web", "--input", "version=1.2"],
    0,
    "SUCCESS",
    { image: "registry.example/shop:1.2", endpoint: "https://shop.example", healthy: true },
  ],
  [
    "deploy/service",
    ["deploy_worker"],
    0,
    "SUCCESS",
    { image: "registry.example/mailer:latest", endpoint: "queue://mailer", healthy: true },
  ],
  ["clean-up/import", [], 0, "SUCCESS", { loaded: 1200 }],
  ["clean-up/import", ["--input", "broken=true"], 1, "ERROR", { reason: "not a number", cleaned: true }],
  ["nested/report", [], 0, "SUCCESS", { lines: ["north: 5 EUR", "south: 5 EUR", "west: 4 EUR"] }],
  ["skeleton/release", [], 0, "SUCCESS", { verdict: "checkout.tar is clean" }],
  ["fan-out/endpoints", [], 0, "SUCCESS", { up: 0, down: 2 }],
];

test.each(runs)("%s %o runs as it says", async (name, args, exitCode, state, output) => {
  const outcome = await ostro(["run", `examples/${name}.yaml`, ...args, "--output", "json"]);
  expect(outcome.err).toBe("");
  expect(JSON.parse(outcome.out)).toMatchObject({ state, output });
  expect(outcome.exitCode).toBe(exitCode);
});

test("an abstract workflow is refused with its code", async () => {
  const { exitCode, err } = await ostro(["run", "examples/deploy/service.yaml", "deploy_base"]);
  expect(exitCode).toBe(2);
  expect(err).toContain(
    "INH-040: Workflow is abstract and cannot be executed [workflow=deploy_base, abstract_tasks=['release']]",
  );
});

test("the workflow to run must be named where it is not clear", async () => {
  const { exitCode, err } = await ostro(["run", "examples/deploy/service.yaml"]);
  expect(exitCode).toBe(2);
  expect(err).toBe(
    "examples/deploy/service.yaml has several workflows; name the one to run: deploy_web, deploy_worker.\n",
  );
});
