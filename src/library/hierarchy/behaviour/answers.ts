import { createHash } from "node:crypto";
import type {
  BehaviourAnswer,
  BehaviourQuestion,
  BehaviourRelation,
  CompareBehaviour,
} from "../../../core/inheritance/index.ts";
import type { Judge } from "./judge.ts";

/** Thrown out of work that depends on comparisons which have to be made first. */
export class Unanswered extends Error {}

/** So many pairs of workflows are remembered. */
const maxKnown = 500;

type Known = ReadonlyMap<BehaviourRelation, BehaviourAnswer>;

/** What was decided about pairs of workflows, by judge, the latest last. */
const decided = new WeakMap<Judge, Map<string, Known>>();

/** The comparisons that a piece of work needs. */
export class Answers {
  readonly #judge: Judge;
  readonly #found = new Map<string, Map<BehaviourRelation, BehaviourAnswer>>();
  readonly #pending = new Map<string, { question: BehaviourQuestion; relations: Set<BehaviourRelation> }>();
  #isLast = false;

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  /** Answers what is known, and notes what is not. */
  readonly compare: CompareBehaviour = (question, relation) => {
    const key = keyOf(question);
    const known = this.#found.get(key)?.get(relation) ?? this.#remembered(key)?.get(relation);
    if (known !== undefined) return known;
    if (this.#isLast) return { type: "undecided", reason: "the workflows change faster than they can be compared" };
    const asked = this.#pending.get(key) ?? { question, relations: new Set<BehaviourRelation>() };
    this.#pending.set(key, asked);
    asked.relations.add(relation);
    return undefined;
  };

  /** @throws Unanswered when something was asked that is not known */
  settle(): void {
    if (this.#pending.size > 0) throw new Unanswered("There is something to be compared first");
  }

  /** Finds out what was asked. @param isLast whether nothing more is found out afterwards */
  async find(isLast: boolean): Promise<void> {
    this.#isLast = isLast;
    for (const [key, { question, relations }] of this.#pending) {
      const known = this.#found.get(key) ?? this.#remembered(key) ?? new Map<BehaviourRelation, BehaviourAnswer>();
      const answers = new Map([...known, ...(await this.#judge.decide(question, [...relations]))]);
      this.#found.set(key, answers);
      this.#remember(key, answers);
    }
    this.#pending.clear();
  }

  #remembered(key: string): Known | undefined {
    return decided.get(this.#judge)?.get(key);
  }

  /** What could not be decided may be another time: the machine was busy. */
  #remember(key: string, answers: Known): void {
    const known = decided.get(this.#judge) ?? new Map<string, Known>();
    decided.set(this.#judge, known);
    known.delete(key);
    known.set(key, new Map([...answers].filter(([, { type }]) => type !== "undecided")));
    const [oldest] = known.keys();
    if (known.size > maxKnown && oldest !== undefined) known.delete(oldest);
  }
}

const keys = new WeakMap<BehaviourQuestion, string>();

function keyOf(question: BehaviourQuestion): string {
  const known = keys.get(question) ?? createHash("sha256").update(JSON.stringify(question)).digest("base64");
  keys.set(question, known);
  return known;
}
