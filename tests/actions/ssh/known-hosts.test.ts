import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { knownHost, knownHostLine } from "../../../src/actions/ssh/known-hosts.ts";

const keyOf = (name: string): Buffer => {
  const type = Buffer.from("ssh-ed25519");
  const size = Buffer.alloc(4);
  size.writeUInt32BE(type.length);
  return Buffer.concat([size, type, Buffer.from(name)]);
};
const [mine, other] = [keyOf("mine"), keyOf("other")];
const key = `ssh-ed25519 ${mine.toString("base64")}`;
const hash = (name: string) => createHmac("sha1", "salt").update(name).digest("base64");
const hashed = (name: string) => `|1|${Buffer.from("salt").toString("base64")}|${hash(name)}`;

test.each([
  ["a name", `web.x ${key} a comment`, "web.x", 22, "known"],
  ["a name in other letters", `Web.X ${key}`, "web.x", 22, "known"],
  ["one of several names", `db.x,web.x,10.0.0.1 ${key}`, "10.0.0.1", 22, "known"],
  ["a pattern", `*.x ${key}`, "web.x", 22, "known"],
  ["a pattern of single characters", `web?.x ${key}`, "web10.x", 22, "unknown"],
  ["stars that meet", `*a*b* ${key}`, "xxaxxbxx", 22, "known"],
  ["a pattern with an exception", `*.x,!web.x ${key}`, "web.x", 22, "unknown"],
  ["a hashed name", `${hashed("web.x")} ${key}`, "web.x", 22, "known"],
  ["another hashed name", `${hashed("db.x")} ${key}`, "web.x", 22, "unknown"],
  ["a port", `[web.x]:2222 ${key}`, "web.x", 2222, "known"],
  ["the usual port only", `web.x ${key}`, "web.x", 2222, "unknown"],
  ["a revoked key", `web.x ${key}\n@revoked * ${key}`, "web.x", 22, "revoked"],
  ["an authority", `@cert-authority *.x ${key}`, "web.x", 22, "unknown"],
  ["comments and rubbish", `# web.x ${key}\n\nweb.x\n`, "web.x", 22, "unknown"],
])("%s", (_, text, host, port, verdict) => {
  expect(knownHost(text, host, port).judge(mine)).toBe(verdict);
});

test("a key that is not the known one is a change", () => {
  expect(knownHost(`web.x ${key}`, "web.x", 22).judge(other)).toBe("changed");
});

test("a line that is written makes the key known", () => {
  const line = knownHostLine("Web.x", 2022, mine);
  expect(line).toBe(`[web.x]:2022 ${key}\n`);
  expect(knownHost(line, "web.x", 2022)).toMatchObject({ types: ["ssh-ed25519"] });
});
