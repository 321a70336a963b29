import { quote } from "../../text/quote.ts";
import { isIdentifier } from "../../text/kinds.ts";
import type { PyError } from "../../values/error.ts";
import { lengthOf, patternError } from "./source.ts";
import type { PatternSource } from "./source.ts";
import type { Node } from "./node.ts";

const maxGroups = 1_073_741_823;

/** What the parser knows about the numbered groups of a pattern so far. */
export class Groups {
  /** How many there are; open ones count. */
  count = 0;
  readonly names = new Map<string, number>();
  /** The parts inside the groups that are closed. */
  readonly bodies = new Map<number, Node>();
  /** How many groups there were where the outermost look-behind opened; undefined outside of one. */
  beforeLookBehind: number | undefined;
  /** Groups that conditions name, with the place of the first. */
  private readonly conditions = new Map<number, number>();

  /** Opens a group. `source` stands behind its name. */
  open(source: PatternSource, name: string | undefined): number {
    const index = ++this.count;
    if (name === undefined) return index;
    const other = this.names.get(name);
    if (other !== undefined) {
      throw source.error(
        `redefinition of group name ${quote(name)} as group ${index}; was group ${other}`,
        lengthOf(name) + 1,
      );
    }
    this.names.set(name, index);
    return index;
  }

  /**
   * The number of a group that is referred to by name.
   *
   * @throws PyError `error` when the name is no name or nobody's
   */
  named(source: PatternSource, name: string): number {
    this.checkName(source, name);
    const index = this.names.get(name);
    if (index === undefined) throw source.error(`unknown group name ${quote(name)}`, lengthOf(name) + 1);
    return index;
  }

  /** @throws PyError `error` when the text behind `(?P<` is no name */
  checkName(source: PatternSource, name: string): void {
    if (!isIdentifier(name)) {
      throw source.error(`bad character in group name ${quote(name)}`, lengthOf(name) + 1);
    }
  }

  /**
   * The number of the group that a condition `(?(name)...)` asks for; it may be opened later.
   *
   * @throws PyError `error` with Python's texts
   */
  condition(source: PatternSource, name: string): number {
    if (isIdentifier(name)) return this.named(source, name);
    const back = lengthOf(name) + 1;
    if (!/^\s*\+?[0-9]+(?:_[0-9]+)*\s*$/.test(name)) {
      throw source.error(`bad character in group name ${quote(name)}`, back);
    }
    const index = Number(name.replaceAll("_", ""));
    if (index === 0) throw source.error("bad group number", back);
    if (index >= maxGroups) throw source.error(`invalid group reference ${index}`, back);
    if (!this.conditions.has(index)) this.conditions.set(index, source.tell() - back);
    return index;
  }

  /** @throws PyError `error` when a group is referred to inside of itself or of its own look-behind */
  checkReference(source: PatternSource, index: number, back: number): void {
    if (!this.bodies.has(index)) throw source.error("cannot refer to an open group", back);
    this.checkLookBehind(source, index);
  }

  /** @throws PyError `error` when a look-behind refers to a group that it defines itself */
  checkLookBehind(source: PatternSource, index: number): void {
    if (this.beforeLookBehind === undefined) return;
    if (!this.bodies.has(index)) throw source.error("cannot refer to an open group");
    if (index > this.beforeLookBehind) {
      throw source.error("cannot refer to group defined in the same lookbehind subpattern");
    }
  }

  /** The error of a condition that asks for a group the pattern does not have; undefined when all are there. */
  unknownCondition(pattern: string): PyError | undefined {
    for (const [index, position] of this.conditions) {
      if (index > this.count) return patternError(`invalid group reference ${index}`, pattern, position);
    }
    return undefined;
  }
}
