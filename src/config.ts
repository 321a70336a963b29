/**
 * Every setting once: name, meaning, default and bounds. Read from options, the environment and a file; the page
 * docs/reference/settings.md is made from it.
 *
 * A setting `logLevel` is `log_level` in the file, `OSTRO_LOG_LEVEL` in the environment and `--log-level` as an option.
 * Nothing here acts on a setting, and nothing opens a file or looks at the process: the caller hands the texts in.
 */
import { z } from "zod";
import { actionSettings, secretSettings } from "./config/actions.ts";
import { eventSettings, notificationSettings } from "./config/events.ts";
import { clusterSettings, expirySettings } from "./config/cluster.ts";
import { readConfigFile, settingProblem } from "./config/file.ts";
import type { Found } from "./config/file.ts";
import { limitSettings } from "./config/limits.ts";
import { about, choice, flag, integer, optionalText, text } from "./config/kinds.ts";
import type { About } from "./config/kinds.ts";
import type { Problem } from "./core/base/index.ts";

const placeSettings = {
  database: text(
    /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
    "sqlite:ostro.db",
    "sqlite:PATH or postgres://...",
    "Where executions and definitions are kept. A relative path of SQLite starts at the working folder; several nodes need PostgreSQL.",
  ),
  host: text(/^\S+$/, "127.0.0.1", "a host name or an address", "The address to listen on."),
  port: integer(0, 65_535, 8989, "The TCP port to listen on; 0 takes any free one."),
  logLevel: choice(
    ["trace", "debug", "info", "warn", "error", "fatal", "silent"],
    "info",
    "The least grave messages that are logged.",
  ),
};

const watchSettings = {
  metrics: choice(
    ["off", "callers", "admins", "anybody"],
    "callers",
    "Who may read the metrics at /metrics: nobody, as nothing is counted; whoever proves who they are, as `auth` wants it; only admins; or everybody who can reach the address.",
  ),
};

const accessSettings = {
  auth: choice(
    ["none", "tokens", "oidc", "keystone"],
    "none",
    "How callers prove who they are: not at all, by a token from `tokens_file`, by one that an OpenID provider signed, or by one that an OpenStack Keystone knows.",
  ),
  allowUnauthenticated: flag(false, "Listen on an address that others can reach even though `auth` is none."),
  policyFile: optionalText(
    "the path of a file",
    "Who may make which call: a map of Mistral's policy names, such as `workflows:create`, to rules, such as `role:editor or rule:admin_only`, in YAML or JSON. What it does not name stays as in Mistral. Without it everybody works within their own project, and admins everywhere.",
  ),
  tokensFile: optionalText(
    "the path of a file",
    "The file with the tokens and their projects, users and roles; needed where `auth` is tokens.",
  ),
  oidcIssuer: optionalText(
    "the address of a provider",
    "The OpenID provider as it stands in its tokens, for Keycloak https://HOST/realms/REALM; needed where `auth` is oidc.",
  ),
  oidcAudience: optionalText(
    "a name",
    "Who the tokens must be meant for (`aud`); needed where `auth` is oidc. With Keycloak the roles of this client count, beside those of the realm.",
  ),
  oidcJwksUrl: optionalText(
    "a URL",
    "Where the provider's keys are. Without it the provider's description is asked, at ISSUER/.well-known/openid-configuration.",
  ),
  oidcProjectClaim: text(
    /\S/,
    "project_id",
    "the name of a claim",
    "The claim of a token that names the project; a dot leads into an object. The word iss takes the last part of the issuer, for Keycloak the realm, as Mistral does.",
  ),
  oidcRolesClaim: optionalText(
    "the name of a claim",
    "The claim with the list of roles; a dot leads into an object. Without it Keycloak's places: realm_access.roles and resource_access.AUDIENCE.roles.",
  ),
  keystoneUrl: optionalText(
    "a URL",
    "Keystone's version 3, such as https://HOST/identity/v3; needed where `auth` is keystone.",
  ),
  keystonePublicUrl: optionalText("a URL", "Where clients get their tokens, if that is not `keystone_url`."),
  keystoneUsername: optionalText(
    "a name",
    "This service's user in Keystone, who may look at tokens; needed where `auth` is keystone.",
  ),
  keystonePassword: optionalText(
    "a password",
    "The password of that user; best given in the environment. Needed where `auth` is keystone.",
  ),
  keystoneProjectName: text(/\S/, "service", "a name", "The project of that user."),
  keystoneUserDomainName: text(/\S/, "Default", "a name", "The domain of that user."),
  keystoneProjectDomainName: text(/\S/, "Default", "a name", "The domain of that project."),
  keystoneCacheSeconds: integer(
    0,
    86_400,
    300,
    "How many seconds Keystone's word about a token is believed, and so how long one that was taken back may still be used. Never longer than the token is valid.",
  ),
};

const workSettings = {
  sqliteSynchronous: choice(
    ["FULL", "NORMAL"],
    "FULL",
    "SQLite's `synchronous`. With FULL an acknowledged change survives a power cut; with NORMAL a power cut may take the last ones, though a crash of the service does not.",
  ),
  rerunLostActions: choice(
    ["safe", "always"],
    "safe",
    "What becomes of an action whose node died before it reported. With safe it is run again only if its task says `safe-rerun: true`, and fails otherwise; with always it is run again.",
  ),
  nodeLeaseSeconds: integer(
    1,
    3600,
    15,
    "How many seconds a node may be silent before the others take it for dead and deal with its actions. It renews its lease three times as often. Only with PostgreSQL; a node on SQLite is alone.",
  ),
  executorSlots: integer(1, 10_000, 64, "How many actions this node runs at the same time."),
  shutdownDeadlineSeconds: integer(
    0,
    86_400,
    30,
    "How many seconds running actions have to finish when the service stops.",
  ),
  allowActionExecutionDeletion: flag(
    false,
    "Let clients delete executions of actions that were run without a workflow, as the setting of the same name does in Mistral.",
  ),
  infoFile: optionalText(
    "the path of a file",
    "A JSON file that `GET /info` answers, as in newer versions of Mistral; without it there is no such call.",
  ),
  executionFieldSizeLimitKb: integer(
    -1,
    Infinity,
    1024,
    "The largest input, output, parameters or published values of an execution, and the largest result of an action, in KiB, as in Mistral; -1 sets no limit.",
  ),
};

const inheritanceSettings = {
  inheritanceEnabled: flag(
    true,
    "Accept `extends` and its companions; when off, they are a problem of the definition.",
  ),
  inheritanceMaxDepth: integer(1, 100, 10, "How many generations a workflow may have above it."),
  inheritanceMaxParents: integer(1, 100, 8, "How many parents one workflow may name."),
  inheritanceMaxDescendants: integer(1, Infinity, 1000, "How many workflows may descend from one."),
  inheritanceRevisionsKept: integer(1, Infinity, 50, "How many revisions of a definition are kept."),
  inheritanceOnBreak: choice(
    ["reject", "hold"],
    "reject",
    "What happens to an update that breaks followers, where the request does not say: it is refused, or the followers keep what they have.",
  ),
  inheritanceFollowSystemParents: flag(
    false,
    "Let workflows of any project follow changes of system workflows; otherwise they stay at their revision until rebased.",
  ),
  inheritanceConformanceMaxStates: integer(
    1,
    Infinity,
    20_000,
    "How many states the check of a child's behaviour against its parent may look at before it gives up.",
  ),
  inheritanceConformanceTimeoutMs: integer(1, Infinity, 2000, "How many milliseconds that check may take."),
  inheritanceConformanceMemoryMb: integer(32, 65_536, 256, "How much memory that check may use, in MiB."),
};

const groups: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  "Where it listens and what it remembers": placeSettings,
  "Who may use it": accessSettings,
  "What callers may take up": limitSettings,
  "How it works": workSettings,
  "Among other nodes": clusterSettings,
  "What it forgets": expirySettings,
  "How it is watched": watchSettings,
  "What actions do": actionSettings,
  "What starts workflows": eventSettings,
  "Whom it tells": notificationSettings,
  Secrets: secretSettings,
  "Workflow inheritance": inheritanceSettings,
};

const schema = z.object({
  ...placeSettings,
  ...accessSettings,
  ...limitSettings,
  ...watchSettings,
  ...workSettings,
  ...clusterSettings,
  ...expirySettings,
  ...actionSettings,
  ...eventSettings,
  ...notificationSettings,
  ...secretSettings,
  ...inheritanceSettings,
});

/** The settings of one deployment: complete and checked. */
export type Settings = Readonly<z.output<typeof schema>>;

/** One setting as the documentation and the command line show it. */
export interface SettingInfo extends About {
  /** Its name in {@link Settings}: `logLevel`. */
  readonly name: string;
  /** The heading it stands under. */
  readonly group: string;
  /** Its key in a configuration file: `log_level`. */
  readonly key: string;
  /** Its name in the environment: `OSTRO_LOG_LEVEL`. */
  readonly environment: string;
  /** Its name on the command line: `--log-level`. */
  readonly option: string;
  /** Undefined where there is none. */
  readonly default: string | number | boolean | undefined;
}

const defaults = z.union([z.string(), z.number(), z.boolean()]).optional().catch(undefined);

/** All settings, in the order of the documentation. */
export const settingInfos: readonly SettingInfo[] = Object.entries(groups).flatMap(([group, members]) =>
  Object.entries(members).map(([name, member]) => {
    const key = keyOf(name);
    return {
      name,
      group,
      key,
      environment: `OSTRO_${key.toUpperCase()}`,
      option: `--${key.replaceAll("_", "-")}`,
      default: defaults.parse(member.safeParse(undefined).data),
      ...(about.get(member) ?? { description: "", values: "" }),
    };
  }),
);

/** Where settings come from; an earlier source wins over a later one. */
export interface SettingSources {
  /** Options of the command line by {@link SettingInfo.name}; keys that are no setting are left to the caller. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The process's environment. An empty text counts as not set. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** A configuration file, YAML or JSON. Every key must be a setting. */
  readonly file?: { readonly path: string; readonly text: string };
}

/** Thrown by {@link readSettings}: all that is wrong with the settings, one line each in the message. */
export class SettingsError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join("\n"));
    this.name = "SettingsError";
    this.problems = problems;
  }
}

/**
 * The error for a file that a setting names and that is not in order.
 *
 * @param name of the setting, as in {@link Settings}
 * @param message what is wrong with the file, with its path
 */
export function fileProblem(name: keyof Settings, message: string): SettingsError {
  return new SettingsError([settingProblem(keyOf(name), message)]);
}

/**
 * Puts the settings together: an option wins over the environment, that over the file, that over the default.
 *
 * @throws SettingsError with every problem at once: unknown keys, values out of bounds, settings that contradict each other
 */
export function readSettings({ options, environment, file }: SettingSources): Settings {
  const isSetting = (key: string): boolean => settingInfos.some((info) => info.key === key);
  const inFile = file && readConfigFile(file.path, file.text, isSetting);
  const problems = [...(inFile?.problems ?? [])];

  const found = new Map<string, Found>();
  for (const info of settingInfos) {
    const byOption = options?.[info.name];
    const byEnvironment = environment?.[info.environment];
    const byFile = inFile?.found.get(info.key);
    if (byOption !== undefined) found.set(info.name, { value: byOption, origin: info.option });
    else if (byEnvironment) found.set(info.name, { value: byEnvironment, origin: info.environment });
    else if (byFile !== undefined) found.set(info.name, byFile);
  }

  const parsed = schema.safeParse(Object.fromEntries([...found].map(([name, { value }]) => [name, value])));
  for (const { path } of parsed.error?.issues ?? []) {
    const info = settingInfos.find(({ name }) => name === path[0]);
    const at = found.get(info?.name ?? "");
    if (info === undefined || at === undefined) continue;
    const isSecret = info.name.toLowerCase().includes("password");
    const shown = isSecret ? "what was given" : JSON.stringify(at.value).replace(/:[^:@/]*@/, ":***@");
    problems.push(settingProblem(info.key, `must be ${info.values}, not ${shown} (${at.origin})`, at.place));
  }
  if (parsed.success) problems.push(...contradictions(parsed.data));
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  return parsed.data;
}

/** Settings that each way of authentication cannot do without. */
const neededBy = {
  none: [],
  tokens: ["tokensFile"],
  oidc: ["oidcIssuer", "oidcAudience"],
  keystone: ["keystoneUrl", "keystoneUsername", "keystonePassword"],
} as const satisfies Readonly<Record<Settings["auth"], readonly (keyof Settings)[]>>;

function contradictions(settings: Settings): Problem[] {
  const { auth, host, allowUnauthenticated } = settings;
  const missing = neededBy[auth]
    .filter((name) => settings[name] === undefined)
    .map((name) => settingProblem(keyOf(name), `must be set, because auth is ${auth}`));
  if (settings.secretsVaultUrl !== undefined && settings.secretsVaultTokenFile === undefined) {
    missing.push(settingProblem("secrets_vault_token_file", "must be set, because secrets_vault_url is"));
  }
  if (auth === "none" && settings.metrics === "admins") {
    missing.push(settingProblem("metrics", "must not be admins, because nobody is an admin where auth is none"));
  }
  if (auth !== "none" || allowUnauthenticated || isLoopback(host)) return missing;
  const remedy = "set auth to tokens, oidc or keystone, or allow_unauthenticated to true if that is meant";
  return [settingProblem("host", `others can reach ${host}, and auth is none: ${remedy}`)];
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The key of a setting in a configuration file: `log_level` for `logLevel`. */
function keyOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
