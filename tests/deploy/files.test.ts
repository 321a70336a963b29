import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { readSettings, settingInfos } from "../../src/config.ts";

const house = join(import.meta.dirname, "../..");
const deploy = join(house, "deploy");
const files = readdirSync(deploy, { recursive: true, encoding: "utf8" }).filter((path) => path.includes("."));
const read = (path: string): string => readFileSync(join(deploy, path), "utf8");
const yamls = files.filter((path) => /\.ya?ml$/.test(path));

interface Resource {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
}

describe("files of a deployment", () => {
  it.each(yamls)("%s is YAML", (path) => {
    const problems = parseAllDocuments(read(path), { merge: true }).flatMap((one) => [...one.errors, ...one.warnings]);
    expect(problems).toEqual([]);
  });

  it.each(["Dockerfile", ...files])("%s uses no setting that there is not, and no value that is not taken", (path) => {
    const text = read(path);
    const known = new Set([...settingInfos.map(({ environment }) => environment), "OSTRO_CONFIG"]);
    const used = [...text.matchAll(/\b(OSTRO_[A-Z_]+)/g)].map(([, name = ""]) => name);
    expect(used.filter((name) => !known.has(name) && name !== "OSTRO_POSTGRES_PASSWORD")).toEqual([]);
    const values = [...text.matchAll(/(OSTRO_[A-Z_]+)(?:: |=|, value: )"?([^\s"}$]+)/g)];
    const environment = Object.fromEntries(values.map(([, name = "", value = ""]) => [name, value]));
    expect(() => readSettings({ environment: { OSTRO_ALLOW_UNAUTHENTICATED: "true", ...environment } })).not.toThrow();
  });

  it("name only what is there: files of the image, resources of Kubernetes", () => {
    const copied = [...read("Dockerfile").matchAll(/--from=build \/src\/(\S+)/g)].map(([, name = ""]) => name);
    expect(copied.filter((name) => name !== "dist" && !existsSync(join(house, name)))).toEqual([]);
    expect(read("Dockerfile")).toMatch(/^USER node$/m);
    const { resources } = parse(read("kubernetes/kustomization.yaml")) as { readonly resources: readonly string[] };
    expect(resources.filter((name) => !existsSync(join(deploy, "kubernetes", name)))).toEqual([]);
    const all = resources.flatMap((name) =>
      parseAllDocuments(read(`kubernetes/${name}`)).map((one) => one.toJS() as Resource),
    );
    expect(all.filter(({ apiVersion, kind, metadata }) => !apiVersion || !kind || !metadata?.name)).toEqual([]);
  });

  it("systemd finds nothing wrong with the unit", (context) => {
    const { error, stderr, status } = spawnSync("systemd-analyze", ["verify", join(deploy, "systemd/ostro.service")], {
      encoding: "utf8",
    });
    if (error !== undefined) context.skip("there is no systemd-analyze");
    const about = stderr.split("\n").filter((line) => line.includes("ostro.service"));
    expect({ status, about }).toEqual({ status: 0, about: [] });
  });
});
