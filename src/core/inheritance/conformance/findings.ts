import type { Flow } from "../canon/node.ts";
import type { Flattened } from "../flattened.ts";
import { assumptionsOf } from "./assumptions.ts";
import { compileQuestion } from "./behaviour/space/compile.ts";
import type { Compare } from "./behaviour/compare.ts";
import type { Relation } from "./behaviour/comparison.ts";
import type { Question } from "./behaviour/space/net.ts";
import type { Witness } from "./behaviour/witness.ts";
import type { Level } from "./level.ts";
import { compareReverse } from "./reverse.ts";
import { shownKey } from "./show.ts";
import { identity } from "./shown.ts";
import type { Shown } from "./shown.ts";
import { showByEdits } from "./tier-one.ts";

/** What holds of a relation: shown, refuted by a witness, or open for a reason. */
export type Finding =
  | { readonly type: "shown" }
  | { readonly type: "refuted"; readonly witness: Witness }
  | { readonly type: "open"; readonly reason: string };

const shown: Finding = { type: "shown" };

/** What can be found out about the behaviour of two workflows, each relation when it is first asked for. */
export class Findings {
  /** The highest tier that was needed so far. */
  tier: 1 | 2 = 1;
  private readonly child: Flattened;
  private readonly against: Flattened;
  private readonly compare: Compare | null;
  private readonly byEdits: Shown | undefined;
  private readonly known: Map<Relation, Finding>;
  private question: Question | undefined;
  private isCompared = false;

  /** @param compare decides what the edits do not show */
  constructor(child: Flattened, against: Flattened, compare: Compare | null) {
    this.child = child;
    this.against = against;
    this.compare = compare;
    this.known = simpleFindings(child.flow, against.flow);
    this.byEdits = this.known.size > 0 ? undefined : shownByEdits(child, against);
  }

  /** What was taken for granted. */
  get assumptions(): readonly string[] {
    const shown = this.byEdits?.assumptions ?? [];
    if (!this.isCompared) return shown;
    return [...new Set([...shown, ...assumptionsOf(this.against.flow, this.child.flow)])].toSorted();
  }

  of(level: Level): Finding {
    switch (level) {
      case "none":
      case "interface":
        return shown;
      case "protocol":
      case "projection":
        return this.find(level);
      case "life-cycle":
        return this.lifeCycle();
      case "protocol-projection": {
        const both = [this.find("projection"), this.find("protocol")].filter(({ type }) => type !== "shown");
        return both.find(({ type }) => type === "refuted") ?? both[0] ?? shown;
      }
    }
  }

  private lifeCycle(): Finding {
    const basic = [
      this.known.get("protocol"),
      this.known.get("projection"),
      this.edited("protocol"),
      this.edited("projection"),
    ];
    return basic.some((finding) => finding?.type === "shown") ? shown : this.find("life-cycle");
  }

  private find(relation: Relation): Finding {
    const known = this.known.get(relation) ?? this.edited(relation) ?? this.compared(relation);
    this.known.set(relation, known);
    return known;
  }

  private edited(relation: Relation): Finding | undefined {
    return relation !== "life-cycle" && this.byEdits?.[relation] === true ? shown : undefined;
  }

  private compared(relation: Relation): Finding {
    if (this.compare === null) return { type: "open", reason: "the state spaces were not compared" };
    this.question ??= compileQuestion(this.against.flow, this.child.flow);
    const answer = this.compare(this.question, relation);
    if (answer === undefined) return { type: "open", reason: "the state spaces were not compared" };
    this.tier = 2;
    if (answer.type === "undecided") return { type: "open", reason: answer.reason };
    this.isCompared ||= answer.type === "shown";
    return answer;
  }
}

/** What needs neither edits nor states: a task that is gone, and reverse workflows. */
function simpleFindings(child: Flow, against: Flow): Map<Relation, Finding> {
  const gone = [...against.tasks.keys()].find((name) => !child.tasks.has(name));
  if (gone !== undefined) {
    const finding = findingOf(`task '${gone}' is gone`);
    return new Map([
      ["protocol", finding],
      ["projection", finding],
      ["life-cycle", finding],
    ]);
  }
  if (child.type !== "reverse") return new Map();
  const { protocol, projection } = compareReverse(against, child);
  const found = { protocol: findingOf(protocol), projection: findingOf(projection) };
  const lifeCycle = [found.protocol, found.projection].find(({ type }) => type === "shown") ?? found.projection;
  return new Map([
    ["protocol", found.protocol],
    ["projection", found.projection],
    ["life-cycle", lifeCycle],
  ]);
}

function findingOf(witness: string | undefined): Finding {
  return witness === undefined ? shown : { type: "refuted", witness: { text: witness } };
}

function shownByEdits(child: Flattened, against: Flattened): Shown | undefined {
  if (child.id === against.id && child.revision === against.revision) return identity;
  return (
    child.shown.get(shownKey(against.id, against.revision)) ??
    showByEdits(against.flow, { uninserted: child.flow, insertions: [], flow: child.flow })
  );
}
