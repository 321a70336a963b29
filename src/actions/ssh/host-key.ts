import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ConnectConfig } from "ssh2";
import { keyType, knownHost, knownHostLine } from "./known-hosts.ts";
import type { SshSettings } from "./settings.ts";

/** How the key of a host is checked while a connection is made. */
export interface HostKeyCheck {
  readonly config: Pick<ConnectConfig, "hostVerifier" | "algorithms">;
  /** Why the key was refused; undefined when it was not. */
  readonly refusal: () => string | undefined;
}

/** Types of keys by which a host may sign, for a known key of a type. */
const signatures: Readonly<Record<string, readonly ServerHostKey[]>> = {
  "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"],
  "ssh-ed25519": ["ssh-ed25519"],
  "ecdsa-sha2-nistp256": ["ecdsa-sha2-nistp256"],
  "ecdsa-sha2-nistp384": ["ecdsa-sha2-nistp384"],
  "ecdsa-sha2-nistp521": ["ecdsa-sha2-nistp521"],
};

type ServerHostKey =
  | "rsa-sha2-512"
  | "rsa-sha2-256"
  | "ssh-rsa"
  | "ssh-ed25519"
  | "ecdsa-sha2-nistp256"
  | "ecdsa-sha2-nistp384"
  | "ecdsa-sha2-nistp521";

/**
 * Checks the key that a host shows against the file of known hosts.
 *
 * @param host as it is connected to
 */
export function hostKeyCheck(host: string, port: number, settings: SshSettings): HostKeyCheck {
  if (settings.hostKeyChecking === "no") {
    return { config: { hostVerifier: () => true }, refusal: () => undefined };
  }
  const file = settings.knownHostsFile;
  const known = knownHost(readKnownHosts(file), host, port);
  let refusal: string | undefined;
  const hostVerifier = (key: Buffer): boolean => {
    const verdict = known.judge(key);
    if (verdict === "unknown" && settings.hostKeyChecking === "accept-new") {
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, knownHostLine(host, port, key), { mode: 0o600 });
    } else if (verdict !== "known") {
      refusal = explain(verdict, `${host}:${port}`, keyType(key), file);
    }
    return refusal === undefined;
  };
  // A host has several keys; it is asked for one that can be compared.
  const wanted = known.types.flatMap((type) => signatures[type] ?? []);
  const algorithms = { serverHostKey: { prepend: wanted, append: [], remove: [] } };
  return { config: { hostVerifier, ...(wanted.length === 0 ? {} : { algorithms }) }, refusal: () => refusal };
}

function readKnownHosts(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

function explain(verdict: "unknown" | "changed" | "revoked", host: string, type: string, file: string): string {
  switch (verdict) {
    case "unknown":
      return `the ${type} key of ${host} is not known: add it to ${file}`;
    case "changed":
      return `the ${type} key of ${host} is not the one in ${file}: somebody may be in between`;
    case "revoked":
      return `the ${type} key of ${host} is revoked in ${file}`;
  }
}
