import { homedir } from "node:os";
import { join } from "node:path";
import type { HttpSettings } from "./http/http.ts";
import type { SandboxLimits } from "./javascript/sandbox.ts";
import type { MailSettings } from "./mail/email.ts";
import type { OpenstackSettings } from "./openstack/request.ts";
import type { SshSettings } from "./ssh/settings.ts";

/** What a deployment says about the standard actions. */
export interface ActionSettings {
  readonly http: HttpSettings;
  readonly mail: MailSettings;
  readonly ssh: SshSettings;
  readonly javascript: SandboxLimits;
  readonly openstack: OpenstackSettings;
}

const keysFolder = join(homedir(), ".ssh");
const maxAnswerBytes = 32 * 1024 ** 2;

/** What holds where a deployment says nothing. */
export const usualActionSettings: ActionSettings = {
  http: { maxAnswerBytes },
  mail: { verifiesCertificates: true },
  ssh: {
    hostKeyChecking: "yes",
    knownHostsFile: join(keysFolder, "known_hosts"),
    keysFolder,
    allowsProxyCommand: false,
  },
  javascript: { threads: 2, timeoutMs: 10_000, memoryBytes: 64 * 1024 ** 2 },
  openstack: { cloudsFile: undefined, maxAnswerBytes, now: () => Date.now() },
};
