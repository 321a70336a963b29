import { silent } from "./space/explore.ts";
import type { Space } from "./space/explore.ts";
import { quotientOf } from "./quotient.ts";
import type { Quotient } from "./quotient.ts";

/** Whether two state spaces are branching bisimilar, ends and signals included. */
export function areBisimilar(a: Space, b: Space): boolean {
  const quotient = quotientOf(a, b);
  const order = backwards(quotient.moves);
  const blocks = order === undefined ? refine(quotient) : classify(quotient, order);
  const [one, other] = quotient.starts;
  return blocks[one] === blocks[other];
}

/** Every state after all those to which its moves lead; undefined when there is a circle. */
function backwards(moves: readonly (readonly number[])[]): number[] | undefined {
  const order: number[] = [];
  const mark = new Uint8Array(moves.length);
  for (const root of moves.keys()) {
    if (mark[root] !== 0) continue;
    const calls = [{ state: root, place: 1 }];
    mark[root] = 1;
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const target = moves[call.state]?.[call.place];
      call.place += 2;
      if (target === undefined) {
        mark[call.state] = 2;
        order.push(call.state);
        calls.pop();
      } else if (mark[target] === 1) {
        return undefined;
      } else if (mark[target] === 0) {
        mark[target] = 1;
        calls.push({ state: target, place: 1 });
      }
    }
  }
  return order;
}

/**
 * The classes of a space without circles, in one pass from the ends: a state is in the class of one to which a silent move
 * leads from it if that one can do all else, too; otherwise in the class that can do exactly what it can.
 */
function classify({ moves, ends, signals }: Quotient, order: readonly number[]): number[] {
  const tokens = new Tokens(moves.length);
  const classes = moves.map(() => -1);
  const abilities: Set<number>[] = [];
  const known = new Map<string, number>();
  for (const state of order) {
    const able = new Set([tokens.ofText(`signal ${signals[state] ?? ""}`)]);
    if (ends[state] !== "") able.add(tokens.ofText(`end ${ends[state] ?? ""}`));
    const list = moves[state] ?? [];
    const silentTo = new Set<number>();
    for (let place = 0; place < list.length; place += 2) {
      const event = list[place] ?? silent;
      const target = classes[list[place + 1] ?? 0] ?? 0;
      able.add(tokens.of(event, target));
      if (event === silent) silentTo.add(target);
    }
    const joined = [...silentTo].find((one) => {
      const inert = tokens.of(silent, one);
      return [...able].every((token) => token === inert || abilities[one]?.has(token) === true);
    });
    if (joined !== undefined) {
      classes[state] = joined;
      continue;
    }
    const key = signatureOf(able);
    const found = known.get(key) ?? abilities.length;
    if (found === abilities.length) {
      abilities.push(able);
      known.set(key, found);
    }
    classes[state] = found;
  }
  return classes;
}

/** The classes of any space: splits until the states of each class can do the same, what is silent within it aside. */
function refine({ moves, ends, signals, order }: Quotient): number[] {
  const tokens = new Tokens(moves.length);
  let blocks = signals.map((signal) => -1 - tokens.ofText(signal));
  for (let count = 0; ;) {
    const abilities: ReadonlySet<number>[] = [];
    const known = new Map<string, number>();
    const next = moves.map(() => 0);
    for (const state of order) {
      const able = abilityIn(blocks, abilities, moves[state] ?? [], state, tokens);
      if (ends[state] !== "") able.add(tokens.ofText(`end ${ends[state] ?? ""}`));
      abilities[state] = able;
      const key = `${blocks[state]};${signatureOf(able)}`;
      const found = known.get(key) ?? known.size;
      known.set(key, found);
      next[state] = found;
    }
    blocks = next;
    if (known.size === count) return blocks;
    count = known.size;
  }
}

function abilityIn(
  blocks: readonly number[],
  abilities: readonly ReadonlySet<number>[],
  list: readonly number[],
  state: number,
  tokens: Tokens,
): Set<number> {
  const able = new Set<number>();
  for (let place = 0; place < list.length; place += 2) {
    const event = list[place] ?? silent;
    const to = list[place + 1] ?? 0;
    const isInert = event === silent && blocks[to] === blocks[state];
    if (isInert) for (const token of abilities[to] ?? []) able.add(token);
    else able.add(tokens.of(event, blocks[to] ?? 0));
  }
  return able;
}

function signatureOf(able: ReadonlySet<number>): string {
  return [...able].toSorted((a, b) => a - b).join();
}

/** Moves, ends and signals as numbers. */
class Tokens {
  private readonly count: number;
  private readonly numbers = new Map<string, number>();

  /** @param count of states, and so the most classes that there can be */
  constructor(count: number) {
    this.count = count;
  }

  of(event: number, block: number): number {
    return (event + 1) * (this.count + 1) + block;
  }

  /** Below zero, which no move is. */
  ofText(text: string): number {
    const number = this.numbers.get(text) ?? -1 - this.numbers.size;
    this.numbers.set(text, number);
    return number;
  }
}
