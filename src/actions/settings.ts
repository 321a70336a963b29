import { homedir } from "node:os";
import { join } from "node:path";
import type { HttpLimits } from "./http/dispatcher.ts";
import { RefusedAddresses } from "./http/refused.ts";
import type { SandboxLimits } from "./javascript/sandbox.ts";
import type { MailSettings } from "./mail/email.ts";
import type { OpenstackSettings } from "./openstack/request.ts";
import type { SecretSettings } from "./secrets/source.ts";
import type { SshSettings } from "./ssh/settings.ts";

/** The settings of a deployment that this room reads, by the names that they have there. */
export interface NamedSettings {
  readonly httpMaxAnswerMb: number;
  readonly httpRefusedAddresses: readonly string[];
  readonly smtpVerify: boolean;
  readonly sshHostKeyChecking: SshSettings["hostKeyChecking"];
  readonly sshKnownHosts?: string | undefined;
  readonly sshKeysFolder?: string | undefined;
  readonly sshProxyCommand: boolean;
  readonly javascriptThreads: number;
  readonly javascriptTimeoutSeconds: number;
  readonly javascriptMemoryMb: number;
  readonly openstackCloudsFile?: string | undefined;
  readonly secretsEnvPrefix: string;
  readonly secretsFolder?: string | undefined;
  readonly secretsVaultUrl?: string | undefined;
  readonly secretsVaultTokenFile?: string | undefined;
  readonly secretsVaultMount: string;
  readonly secretsVaultNamespace?: string | undefined;
  readonly secretsByProject: boolean;
}

/** What a deployment says about the standard actions. */
export interface ActionSettings {
  readonly http: HttpLimits;
  readonly mail: MailSettings;
  readonly ssh: SshSettings;
  readonly javascript: SandboxLimits;
  readonly openstack: OpenstackSettings;
}

const mebibyte = 1024 ** 2;

/**
 * @param named the deployment's settings
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @throws Error for a refused address that is none
 */
export function actionSettings(named: NamedSettings, now: () => number): ActionSettings {
  const keysFolder = named.sshKeysFolder ?? join(homedir(), ".ssh");
  const http: HttpLimits = {
    maxAnswerBytes: named.httpMaxAnswerMb * mebibyte,
    refused: RefusedAddresses.read(named.httpRefusedAddresses),
  };
  return {
    http,
    mail: { verifiesCertificates: named.smtpVerify },
    ssh: {
      hostKeyChecking: named.sshHostKeyChecking,
      knownHostsFile: named.sshKnownHosts ?? join(homedir(), ".ssh", "known_hosts"),
      keysFolder,
      allowsProxyCommand: named.sshProxyCommand,
    },
    javascript: {
      threads: named.javascriptThreads,
      timeoutMs: named.javascriptTimeoutSeconds * 1000,
      memoryBytes: named.javascriptMemoryMb * mebibyte,
    },
    openstack: { cloudsFile: named.openstackCloudsFile, limits: http, now },
  };
}

/** @param named the deployment's settings */
export function secretSettings(named: NamedSettings): SecretSettings {
  const { secretsVaultUrl: url, secretsVaultTokenFile: tokenFile } = named;
  const { secretsVaultMount: mount, secretsVaultNamespace: namespace } = named;
  return {
    environmentPrefix: named.secretsEnvPrefix,
    folder: named.secretsFolder,
    vault: url === undefined || tokenFile === undefined ? undefined : { url, tokenFile, mount, namespace },
    isByProject: named.secretsByProject,
  };
}

/** What holds where a deployment says nothing. */
export const usualSettings: NamedSettings = {
  httpMaxAnswerMb: 32,
  httpRefusedAddresses: [],
  smtpVerify: true,
  sshHostKeyChecking: "yes",
  sshProxyCommand: false,
  javascriptThreads: 2,
  javascriptTimeoutSeconds: 10,
  javascriptMemoryMb: 64,
  secretsEnvPrefix: "OSTRO_SECRET_",
  secretsVaultMount: "secret",
  secretsByProject: false,
};
