import { CharSet } from "./char-set.ts";
import type { SetMember } from "./char-set.ts";
import { categoryOf, readSetEscape } from "./escapes.ts";
import type { Flags } from "./flags.ts";
import type { PatternSource } from "./source.ts";
import { lengthOf } from "./source.ts";

/**
 * Reads a set, whose `[` is taken already.
 *
 * @throws PyError `error` with Python's texts
 */
export function readSet(source: PatternSource, flags: Flags): CharSet {
  const start = source.tell() - 1;
  const negated = source.match("^");
  const members: SetMember[] = [];
  const take = (): string => {
    const token = source.get();
    if (token === null) throw source.error("unterminated character set", source.tell() - start);
    return token;
  };
  for (;;) {
    const token = take();
    if (token === "]" && members.length > 0) break;
    const low = readMember(source, token);
    if (!source.match("-")) {
      members.push(asMember(low));
      continue;
    }
    const end = take();
    if (end === "]") {
      members.push(asMember(low), asMember(0x2d));
      break;
    }
    const high = readMember(source, end);
    if (typeof low === "string" || typeof high === "string" || high < low) {
      throw source.error(`bad character range ${token}-${end}`, lengthOf(token) + 1 + lengthOf(end));
    }
    members.push({ low, high });
  }
  return new CharSet(members, { negated, ignoreCase: flags.ignoreCase, asciiOnly: flags.asciiOnly });
}

function readMember(source: PatternSource, token: string): number | Exclude<SetMember, object> {
  if (!token.startsWith("\\")) return token.codePointAt(0) ?? 0;
  return categoryOf(token) ?? readSetEscape(source, token);
}

function asMember(member: number | Exclude<SetMember, object>): SetMember {
  return typeof member === "number" ? { low: member, high: member } : member;
}
