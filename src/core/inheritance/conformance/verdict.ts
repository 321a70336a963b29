import type { Flow } from "../canon/node.ts";
import { breachesOf } from "../check/contract.ts";
import type { Flattened } from "../flattened.ts";
import { isAtLeast, levelNames } from "./level.ts";
import type { Level } from "./level.ts";
import { compareReverse } from "./reverse.ts";
import { shownKey } from "./show.ts";
import { identity } from "./shown.ts";
import { showByEdits } from "./tier-one.ts";

/** How far a workflow conforms to another one (design, section 11). */
export interface Verdict {
  /** The name of the other one. */
  readonly against: string;
  /** The strongest level that is shown. */
  readonly level: Level;
  /** The highest tier that was needed. */
  readonly tier: 0 | 1 | 2;
  readonly assumptions: readonly string[];
  /** For each level that does not hold a witness. */
  readonly refuted: Readonly<Partial<Record<Level, string>>>;
  readonly undecided: readonly Level[];
}

/** What holds of the two basic relations: shown, refuted by a witness, or open. */
interface Findings {
  readonly protocol: Finding;
  readonly projection: Finding;
  readonly assumptions: readonly string[];
}

type Finding = "shown" | "open" | { readonly witness: string };

const behavioural: readonly Level[] = ["life-cycle", "protocol", "projection", "protocol-projection"];

/**
 * Finds out how far a workflow conforms to another one.
 *
 * @param child the workflow
 * @param against the other one, an ancestor as a rule
 * @param level the only level to be decided; all if undefined
 */
export function conformanceOf(child: Flattened, against: Flattened, level?: Level): Verdict {
  const base = { against: against.name, assumptions: [], refuted: {}, undecided: [] };
  if (level === "none") return { ...base, level, tier: 0 };
  const breach = interfaceWitness(child.flow, against.flow);
  if (breach !== undefined) {
    const asked = level === undefined ? levelNames.slice(1) : [level];
    return { ...base, level: "none", tier: 0, refuted: Object.fromEntries(asked.map((name) => [name, breach])) };
  }
  if (level === "interface") return { ...base, level, tier: 0 };
  return judge(findingsOf(child, against), level, against.name);
}

function interfaceWitness(child: Flow, against: Flow): string | undefined {
  if (child.type !== against.type) return `one is ${against.type}, the other ${child.type}`;
  return breachesOf(against, child)[0]?.message;
}

function findingsOf(child: Flattened, against: Flattened): Findings {
  const gone = [...against.flow.tasks.keys()].find((name) => !child.flow.tasks.has(name));
  if (gone !== undefined) {
    const finding = { witness: `task '${gone}' is gone` };
    return { protocol: finding, projection: finding, assumptions: [] };
  }
  if (child.flow.type === "reverse") {
    const { protocol, projection } = compareReverse(against.flow, child.flow);
    return { protocol: findingOf(protocol), projection: findingOf(projection), assumptions: [] };
  }
  const isItself = child.id === against.id && child.revision === against.revision;
  const shown = isItself
    ? identity
    : (child.shown.get(shownKey(against.id, against.revision)) ??
      showByEdits(against.flow, { uninserted: child.flow, insertions: [], flow: child.flow }));
  return {
    protocol: shown?.protocol === true ? "shown" : "open",
    projection: shown?.projection === true ? "shown" : "open",
    assumptions: shown?.assumptions ?? [],
  };
}

function findingOf(witness: string | undefined): Finding {
  return witness === undefined ? "shown" : { witness };
}

function judge(findings: Findings, level: Level | undefined, against: string): Verdict {
  const asked = level === undefined ? behavioural : [level];
  const shown: Level[] = ["interface"];
  const refuted: Partial<Record<Level, string>> = {};
  const undecided: Level[] = [];
  for (const one of asked) {
    const finding = combine(one, findings);
    if (finding === "shown") shown.push(one);
    else if (finding === "open") undecided.push(one);
    else refuted[one] = finding.witness;
  }
  const strongest = shown.find((one) => shown.every((other) => isAtLeast(one, other))) ?? shown.at(-1) ?? "interface";
  const assumptions = strongest === "interface" ? [] : findings.assumptions;
  return { against, level: strongest, tier: 1, assumptions, refuted, undecided };
}

function combine(level: Level, { protocol, projection }: Findings): Finding {
  if (level === "protocol") return protocol;
  if (level === "projection") return projection;
  const isBoth = level === "protocol-projection";
  const decisive = [protocol, projection].filter((finding) => (isBoth ? finding !== "shown" : finding === "shown"));
  if (!isBoth && decisive.length > 0) return "shown";
  const left = [protocol, projection].filter((finding) => finding !== "shown");
  if (isBoth) return left.find((finding) => typeof finding === "object") ?? left[0] ?? "shown";
  return left.includes("open") ? "open" : (left[0] ?? "shown");
}
