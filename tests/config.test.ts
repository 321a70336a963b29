import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { settingsPage } from "../scripts/generate-settings.ts";
import { SettingsError, readSettings, settingInfos } from "../src/config.ts";
import type { SettingSources, Settings } from "../src/config.ts";

/** Messages of everything that is wrong with these sources; an empty list when they are fine. */
function complaints(sources: SettingSources): string[] {
  try {
    readSettings(sources);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map(({ message }) => message);
  }
}

const file = (text: string): SettingSources => ({ file: { path: "ostro.yaml", text } });

describe("the defaults", () => {
  it("are complete and keep the service to this machine", () => {
    expect(readSettings({})).toEqual({
      database: "sqlite:ostro.db",
      host: "127.0.0.1",
      port: 8989,
      logLevel: "info",
      metrics: "callers",
      auth: "none",
      allowUnauthenticated: false,
      oidcProjectClaim: "project_id",
      keystoneProjectName: "service",
      keystoneUserDomainName: "Default",
      keystoneProjectDomainName: "Default",
      keystoneCacheSeconds: 300,
      sqliteSynchronous: "FULL",
      rerunLostActions: "safe",
      nodeLeaseSeconds: 15,
      executorSlots: 64,
      shutdownDeadlineSeconds: 30,
      allowActionExecutionDeletion: false,
      executionFieldSizeLimitKb: 1024,
      actionsModules: [],
      actionsByKeyword: false,
      actionsThreads: 8,
      actionsMemoryMb: 512,
      workerActions: [],
      httpMaxAnswerMb: 32,
      smtpVerify: true,
      sshHostKeyChecking: "yes",
      sshProxyCommand: false,
      javascriptThreads: 2,
      javascriptTimeoutSeconds: 10,
      javascriptMemoryMb: 64,
      secretsEnvPrefix: "OSTRO_SECRET_",
      secretsVaultMount: "secret",
      secretsByProject: false,
      auditLog: true,
      auditRetentionDays: 90,
      quotaDefinitions: -1,
      quotaRunningExecutions: -1,
      quotaStoredMb: -1,
      rateLimitPerMinute: 0,
      bodyLimitMb: 16,
      headerLimitKb: 16,
      trustedProxies: [],
      requestTimeoutSeconds: 60,
      httpRefusedAddresses: [],
      eventsMemoryHours: 168,
      eventsAmqpQueue: "ostro.events",
      eventsAmqpExchanges: "no",
      roles: [],
      executorTargets: [],
      projectWeights: [],
      queueLimit: 10_000,
      expiryIntervalSeconds: 60,
      expiryBatchSize: 50,
      expiryIgnoredStates: [],
      notificationsTimeoutSeconds: 10,
      notificationsGiveUpHours: 24,
      inheritanceEnabled: true,
      inheritanceMaxDepth: 10,
      inheritanceMaxParents: 8,
      inheritanceMaxDescendants: 1000,
      inheritanceRevisionsKept: 50,
      inheritanceOnBreak: "reject",
      inheritanceFollowSystemParents: false,
      inheritanceConformanceMaxStates: 20_000,
      inheritanceConformanceTimeoutMs: 2000,
      inheritanceConformanceMemoryMb: 256,
    } satisfies Settings);
  });
});

describe("a value is read from", () => {
  it.each<[string, SettingSources, Partial<Settings>]>([
    ["an option", { options: { port: "80" } }, { port: 80 }],
    ["an option that is no text", { options: { allowUnauthenticated: true } }, { allowUnauthenticated: true }],
    ["the environment", { environment: { OSTRO_RERUN_LOST_ACTIONS: "always" } }, { rerunLostActions: "always" }],
    ["a spoken truth", { environment: { OSTRO_INHERITANCE_ENABLED: "Off" } }, { inheritanceEnabled: false }],
    ["YAML", file("port: 0\nlog_level: warn\n"), { port: 0, logLevel: "warn" }],
    ["a list", file("actions_modules: [a, ./b.ts]"), { actionsModules: ["a", "./b.ts"] }],
    ["a list in one text", { environment: { OSTRO_WORKER_ACTIONS: "a.*, b" } }, { workerActions: ["a.*", "b"] }],
    ["JSON", file('{"execution_field_size_limit_kb": -1}'), { executionFieldSizeLimitKb: -1 }],
    ["nothing, where the environment is empty", { environment: { OSTRO_PORT: "" } }, { port: 8989 }],
    ["nothing, where the file's key has no value", file("port:\n"), { port: 8989 }],
    ["nothing, where the file is empty", file(""), { port: 8989 }],
    ["the option before the environment", { options: { port: 1 }, environment: { OSTRO_PORT: "2" } }, { port: 1 }],
    ["the environment before the file", { environment: { OSTRO_PORT: "2" }, ...file("port: 3") }, { port: 2 }],
    ["the setting alone, other options aside", { options: { output: "json" } }, { port: 8989 }],
  ])("%s", (_, sources, expected) => {
    expect(readSettings(sources)).toMatchObject(expected);
  });
});

describe("a mistake names the setting, the place and the remedy", () => {
  it.each<[SettingSources, string]>([
    [{ options: { port: "x" } }, 'port: must be a whole number from 0 to 65535, not "x" (--port)'],
    [
      { environment: { OSTRO_PORT: "65536" } },
      'port: must be a whole number from 0 to 65535, not "65536" (OSTRO_PORT)',
    ],
    [
      { environment: { OSTRO_EXECUTOR_SLOTS: "0" } },
      'executor_slots: must be a whole number from 1 to 10000, not "0" (OSTRO_EXECUTOR_SLOTS)',
    ],
    [
      { environment: { OSTRO_ALLOW_UNAUTHENTICATED: "maybe" } },
      'allow_unauthenticated: must be true or false, not "maybe" (OSTRO_ALLOW_UNAUTHENTICATED)',
    ],
    [
      { options: { sqliteSynchronous: "off" } },
      'sqlite_synchronous: must be one of FULL, NORMAL, not "off" (--sqlite-synchronous)',
    ],
    [
      { options: { database: "mysql://u:secret@h/d" } },
      'database: must be sqlite:PATH or postgres://..., not "mysql://u:***@h/d" (--database)',
    ],
    [file("\nport: [1]\n"), "port: must be a whole number from 0 to 65535, not [1] (ostro.yaml:2)"],
    [file("prot: 1\n"), "prot: is no setting (ostro.yaml:1)"],
    [file("__proto__: 1\n"), "__proto__: is no setting (ostro.yaml:1)"],
    [file("- port\n"), "ostro.yaml: must be a mapping of settings to values"],
    [{ options: { auth: "oidc", oidcIssuer: "https://h" } }, "oidc_audience: must be set, because auth is oidc"],
    [{ options: { auth: "tokens" } }, "tokens_file: must be set, because auth is tokens"],
    [
      { options: { host: "0.0.0.0" } },
      "host: others can reach 0.0.0.0, and auth is none: set auth to tokens, oidc or keystone, or allow_unauthenticated to true if that is meant",
    ],
  ])("%j", (sources, message) => {
    expect(complaints(sources)).toEqual([message]);
  });

  it("and all mistakes come together, with their place in the file", () => {
    const text = "port: -1\nlog_level: loud\nnothing: 1\n";
    try {
      readSettings(file(text));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SettingsError);
      const { problems } = error as SettingsError;
      expect(problems.map(({ path, place }) => [path, place?.line, place?.column])).toEqual([
        ["nothing", 3, 1],
        ["port", 1, 1],
        ["log_level", 2, 1],
      ]);
    }
  });

  it("and broken YAML is told with its line", () => {
    expect(complaints(file("port: [1\n"))[0]).toMatch(/^ostro\.yaml: .* at line 2/);
  });
});

describe("listening beyond this machine", () => {
  it.each<[string, SettingSources]>([
    [
      "with Keystone",
      { options: { host: "::", auth: "keystone", keystoneUrl: "u", keystoneUsername: "n", keystonePassword: "p" } },
    ],
    ["with tokens", { options: { host: "0.0.0.0", auth: "tokens", tokensFile: "tokens.yaml" } }],
    ["without, if it is meant", { options: { host: "0.0.0.0", allowUnauthenticated: true } }],
    ["is not what a loopback address does", { options: { host: "127.0.1.1" } }],
  ])("%s", (_, sources) => {
    expect(complaints(sources)).toEqual([]);
  });
});

describe("the documentation", () => {
  it("describes every setting", () => {
    expect(settingInfos.filter(({ description, values }) => description === "" || values === "")).toEqual([]);
  });

  it("is current (else: npm run generate)", () => {
    expect(readFileSync(join(import.meta.dirname, "../docs/reference/settings.md"), "utf8")).toBe(settingsPage());
  });
});
