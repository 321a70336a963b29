import { Option, type Command } from "commander";
import type { CliHost } from "../host.ts";

/** Options of Mistral's command that stand for an environment variable, by its name. */
const variables: Readonly<Record<string, string>> = {
  "--os-mistral-url <url>": "OS_MISTRAL_URL",
  "--os-mistral-version <version>": "OS_MISTRAL_VERSION",
  "--os-mistral-service-type <type>": "OS_MISTRAL_SERVICE_TYPE",
  "--os-mistral-endpoint-type <type>": "OS_MISTRAL_ENDPOINT_TYPE",
  "--os-username <name>": "OS_USERNAME",
  "--os-password <password>": "OS_PASSWORD",
  "--os-tenant-id <id>": "OS_TENANT_ID",
  "--os-project-id <id>": "OS_PROJECT_ID",
  "--os-tenant-name <name>": "OS_TENANT_NAME",
  "--os-project-name <name>": "OS_PROJECT_NAME",
  "--os-auth-token <token>": "OS_AUTH_TOKEN",
  "--os-project-domain-name <name>": "OS_PROJECT_DOMAIN_NAME",
  "--os-project-domain-id <id>": "OS_PROJECT_DOMAIN_ID",
  "--os-user-domain-name <name>": "OS_USER_DOMAIN_NAME",
  "--os-user-domain-id <id>": "OS_USER_DOMAIN_ID",
  "--os-auth-url <url>": "OS_AUTH_URL",
  "--os-region-name <name>": "OS_REGION_NAME",
};

/** Options that are taken, and change nothing: of another cloud, of certificates (see NODE_EXTRA_CA_CERTS), of logs. */
const withoutEffect = [
  "--os-cert <file>",
  "--os-key <file>",
  "--os-cacert <file>",
  "--insecure",
  "--auth-type <type>",
  "--openid-client-id <id>",
  "--openid-client-secret <secret>",
  "--os-target-username <name>",
  "--os-target-password <password>",
  "--os-target-tenant-id <id>",
  "--os-target-tenant-name <name>",
  "--os-target-auth-token <token>",
  "--os-target-auth-url <url>",
  "--os-target_cacert <file>",
  "--os-target-region-name <name>",
  "--os-target-user-domain-name <name>",
  "--os-target-user-domain-id <id>",
  "--os-target-project-domain-name <name>",
  "--os-target-project-domain-id <id>",
  "--target_insecure",
  "--profile <key>",
  "-v, --verbose",
  "-q, --quiet",
  "--debug",
  "--log-file <file>",
];

/** Gives `ostro mistral` the options that stand before a word of Mistral's command. */
export function addShellOptions(command: Command): void {
  for (const [flags, variable] of Object.entries(variables)) {
    command.addOption(new Option(flags, `env: ${variable}`).helpGroup("Which service:"));
  }
  for (const flags of withoutEffect) command.addOption(new Option(flags, "without effect").hideHelp());
}

/**
 * The host as those options say it: each is taken for its variable, and a service that is named so goes before all others.
 *
 * @param options what stood before the word
 */
export function withShellOptions(host: CliHost, options: Readonly<Record<string, unknown>>): CliHost {
  const given = Object.entries(variables).flatMap(([flags, variable]): [string, string][] => {
    const value = options[attributeOf(flags)];
    return typeof value === "string" ? [[variable, value]] : [];
  });
  if (given.length === 0) return host;
  const isGiven = (...names: readonly string[]) => given.some(([variable]) => names.includes(variable));
  const own = {
    ...(isGiven("OS_MISTRAL_URL", "OS_AUTH_URL")
      ? { OSTRO_URL: undefined, OSTRO_TOKEN: undefined, OSTRO_PROFILE: undefined }
      : {}),
    ...(isGiven("OS_AUTH_TOKEN") ? { OSTRO_TOKEN: undefined } : {}),
    ...(isGiven("OS_PROJECT_ID", "OS_TENANT_ID") ? { OSTRO_PROJECT: undefined } : {}),
  };
  return { ...host, environment: { ...host.environment, ...own, ...Object.fromEntries(given) } };
}

function attributeOf(flags: string): string {
  return new Option(flags).attributeName();
}
