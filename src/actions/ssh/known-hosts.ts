import { createHmac } from "node:crypto";

/** What a file of known hosts says of a key that a host shows. */
export type Verdict = "known" | "unknown" | "changed" | "revoked";

interface Line {
  readonly isRevoked: boolean;
  readonly type: string;
  readonly key: string;
}

/**
 * What a file of known hosts (OpenSSH's form) says of one host: names, patterns, hashed names and revoked keys. Keys of
 * authorities are passed over.
 *
 * @param text the file
 * @param host as it is connected to
 * @param port 22 has the bare name, any other one `[host]:port`
 * @returns the types of the keys it knows, and the judgement of a key in SSH's own form
 */
export function knownHost(
  text: string,
  host: string,
  port: number,
): { readonly types: readonly string[]; readonly judge: (key: Buffer) => Verdict } {
  const name = hostName(host, port);
  const lines = text.split("\n").flatMap((line) => readLine(line, name));
  const known = lines.filter(({ isRevoked }) => !isRevoked);
  return {
    types: [...new Set(known.map(({ type }) => type))],
    judge(key) {
      const shown = key.toString("base64");
      const found = lines.filter((line) => line.key === shown);
      if (found.some(({ isRevoked }) => isRevoked)) return "revoked";
      if (found.length > 0) return "known";
      return known.length > 0 ? "changed" : "unknown";
    },
  };
}

/**
 * A line that makes the key known.
 *
 * @param key in SSH's own form, which begins with its type
 */
export function knownHostLine(host: string, port: number, key: Buffer): string {
  return `${hostName(host, port)} ${keyType(key)} ${key.toString("base64")}\n`;
}

/** @returns such as `ssh-ed25519` */
export function keyType(key: Buffer): string {
  return key.toString("latin1", 4, 4 + key.readUInt32BE(0));
}

function hostName(host: string, port: number): string {
  return port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
}

function readLine(line: string, name: string): Line[] {
  const words = line.trim().split(/\s+/);
  const marker = words[0]?.startsWith("@") === true ? words.shift() : undefined;
  const [names, type, key] = words;
  const isMeant = marker === undefined || marker === "@revoked";
  if (names === undefined || names.startsWith("#") || type === undefined || key === undefined || !isMeant) return [];
  return matches(names, name) ? [{ isRevoked: marker === "@revoked", type, key }] : [];
}

function matches(names: string, name: string): boolean {
  let isMatch = false;
  for (const one of names.split(",")) {
    if (one.startsWith("!") && fits(one.slice(1), name)) return false;
    isMatch ||= one.startsWith("|1|") ? isHashOf(one, name) : fits(one, name);
  }
  return isMatch;
}

/** `*` and `?` stand for characters. Done by hand, since patterns come from a file and names from anywhere. */
function fits(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase();
  let [at, star, resume] = [0, -1, 0];
  for (let place = 0; place < name.length;) {
    if (wanted[at] === "*") {
      star = at;
      resume = place;
      at += 1;
    } else if (at < wanted.length && (wanted[at] === "?" || wanted[at] === name[place])) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      place = resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(wanted.slice(at));
}

function isHashOf(hashed: string, name: string): boolean {
  const [, , salt = "", hash] = hashed.split("|");
  return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === hash;
}
