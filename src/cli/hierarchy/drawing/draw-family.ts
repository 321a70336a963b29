import pc from "picocolors";
import type { Family, FamilyMember } from "../family.ts";

type Colors = ReturnType<typeof pc.createColors>;

/**
 * A family as a tree: parents above, children indented below them. A child of several parents stands below each; what is
 * below it is drawn once.
 *
 * @param isColored whether to use colours
 */
export function drawFamily(family: Family, isColored: boolean): string[] {
  const drawing = new Drawing(family, pc.createColors(isColored));
  const { elsewhere } = family;
  const more = elsewhere === 0 ? [] : [`and ${elsewhere} in other projects`];
  return [...drawing.draw(), ...more];
}

class Drawing {
  readonly #family: Family;
  readonly #colors: Colors;
  readonly #drawn = new Set<string>();

  constructor(family: Family, colors: Colors) {
    this.#family = family;
    this.#colors = colors;
  }

  draw(): string[] {
    const known = new Set(this.#family.members.map(({ id }) => id));
    const roots = this.#family.members.filter(({ parents }) => !parents.some(({ id }) => known.has(id)));
    const lines = roots.flatMap((root) => this.#member(root, "", "", ""));
    // Workflows that extend each other in a circle have no root; they are drawn from the first of them.
    for (const member of this.#family.members) {
      if (!this.#drawn.has(member.id)) lines.push(...this.#member(member, "", "", ""));
    }
    return lines;
  }

  #member(member: FamilyMember, first: string, next: string, arrow: string): string[] {
    const isAgain = this.#drawn.has(member.id);
    this.#drawn.add(member.id);
    const children = this.#family.members.filter(({ parents }) => parents.some(({ id }) => id === member.id));
    if (isAgain) return [`${first}${this.#head(member, arrow)}${children.length > 0 ? " (drawn above)" : ""}`];
    const lines = [`${first}${this.#head(member, arrow)}`];
    if (member.error !== "") {
      const bar = children.length > 0 ? "\u2502" : " ";
      lines.push(`${next}${bar}   ${this.#colors.red(member.error)}`);
    }
    return [...lines, ...children.flatMap((child, i) => this.#child(member, child, next, i === children.length - 1))];
  }

  #child(parent: FamilyMember, child: FamilyMember, indent: string, isLast: boolean): string[] {
    const arrow = child.parents.find(({ id }) => id === parent.id)?.note ?? "";
    const [first, next] = isLast ? ["\u2514\u2500\u2500 ", "    "] : ["\u251c\u2500\u2500 ", "\u2502   "];
    return this.#member(child, indent + first, indent + next, arrow);
  }

  #head({ id, name, state, notes }: FamilyMember, arrow: string): string {
    const colors = this.#colors;
    const shown = id === this.#family.focus ? `${colors.bold(name)} \u25c0` : name;
    const said = [...notes, ...(arrow === "" ? [] : [arrow])].join(", ");
    return [
      shown,
      ...(state === "NONE" ? [] : [this.#state(state)]),
      ...(said === "" ? [] : [colors.dim(`(${said})`)]),
    ].join(" ");
  }

  #state(state: string): string {
    if (state === "CURRENT") return this.#colors.green(state);
    return state === "BEHIND" ? this.#colors.yellow(state) : this.#colors.red(state);
  }
}
