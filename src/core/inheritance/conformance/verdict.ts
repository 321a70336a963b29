import type { Flow } from "../canon/node.ts";
import { breachesOf } from "../check/contract.ts";
import type { Flattened } from "../flattened.ts";
import { isAtLeast, levelNames } from "./level.ts";
import type { Level } from "./level.ts";
import { compareAtOnce } from "./behaviour/compare.ts";
import type { Compare } from "./behaviour/compare.ts";
import type { Trace } from "./behaviour/witness.ts";
import { Findings } from "./findings.ts";

/** How far a workflow conforms to another one (design, section 11). */
export interface Verdict {
  /** The name of the other one. */
  readonly against: string;
  readonly againstRevision: number;
  /** The strongest level that is shown. */
  readonly level: Level;
  /** The highest tier that was needed. */
  readonly tier: 0 | 1 | 2;
  readonly assumptions: readonly string[];
  /** For each level that does not hold a witness. */
  readonly refuted: Readonly<Partial<Record<Level, string>>>;
  /** The runs behind those witnesses that are about one. */
  readonly traces: Readonly<Partial<Record<Level, Trace>>>;
  readonly undecided: readonly Level[];
  /** Why each of those is undecided. */
  readonly reasons: Readonly<Partial<Record<Level, string>>>;
}

const behavioural: readonly Level[] = ["life-cycle", "protocol", "projection", "protocol-projection"];

/**
 * Finds out how far a workflow conforms to another one.
 *
 * @param child the workflow
 * @param against the other one, an ancestor as a rule
 * @param level the only level to be decided; all if undefined
 * @param compare decides what the edits alone do not show; what it leaves, or all of it with null, is undecided
 */
export function conformanceOf(
  child: Flattened,
  against: Flattened,
  level?: Level,
  compare: Compare | null = compareAtOnce,
): Verdict {
  const who = { against: against.name, againstRevision: against.revision };
  const base = { ...who, assumptions: [], refuted: {}, traces: {}, undecided: [], reasons: {} };
  if (level === "none") return { ...base, level, tier: 0 };
  const breach = interfaceWitness(child.flow, against.flow);
  if (breach !== undefined) {
    const asked = level === undefined ? levelNames.slice(1) : [level];
    return { ...base, level: "none", tier: 0, refuted: Object.fromEntries(asked.map((name) => [name, breach])) };
  }
  if (level === "interface") return { ...base, level, tier: 0 };
  return { ...who, ...judge(new Findings(child, against, compare), level) };
}

function interfaceWitness(child: Flow, against: Flow): string | undefined {
  if (child.type !== against.type) return `one is ${against.type}, the other ${child.type}`;
  return breachesOf(against, child)[0]?.message;
}

function judge(findings: Findings, level: Level | undefined): Omit<Verdict, "against" | "againstRevision"> {
  const asked = level === undefined ? behavioural : [level];
  const shown: Level[] = ["interface"];
  const refuted: Partial<Record<Level, string>> = {};
  const traces: Partial<Record<Level, Trace>> = {};
  const reasons: Partial<Record<Level, string>> = {};
  const undecided: Level[] = [];
  for (const one of asked) {
    const finding = findings.of(one);
    switch (finding.type) {
      case "shown":
        shown.push(one);
        break;
      case "open":
        undecided.push(one);
        reasons[one] = finding.reason;
        break;
      case "refuted":
        refuted[one] = finding.witness.text;
        if (finding.witness.trace !== undefined) traces[one] = finding.witness.trace;
        break;
    }
  }
  const strongest = shown.find((one) => shown.every((other) => isAtLeast(one, other))) ?? shown.at(-1) ?? "interface";
  const assumptions = strongest === "interface" ? [] : findings.assumptions;
  return { level: strongest, tier: findings.tier, assumptions, refuted, traces, undecided, reasons };
}
