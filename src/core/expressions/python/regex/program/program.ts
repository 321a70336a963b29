import type { CharSet } from "../syntax/char-set.ts";
import type { AssertionKind } from "../syntax/node.ts";

/** The instructions of a compiled pattern. Operands follow in the same array. */
export const op = {
  /** The (sub)pattern has matched. */
  match: 0,
  /** code */
  char: 1,
  /** index of a set */
  set: 2,
  /** any but a newline */
  any: 3,
  anyOrNewline: 4,
  /** address */
  jump: 5,
  /** address to go on at if what follows fails */
  split: 6,
  /** slot */
  save: 7,
  /** index into the kinds of assertions, whether ASCII only */
  assert: 8,
  /** group, mode: 0 exact, 1 ignoring case, 2 ignoring the case of ASCII */
  reference: 9,
  /** mode: 1 behind + 2 negative, width, address behind the body */
  look: 10,
  /** address behind the body */
  atomic: 11,
  /** group, address of the other branch */
  condition: 12,
  /** mode, instruction of the single character, its operand, min, max (-1 for no limit) */
  run: 13,
  /** counter slot */
  loopStart: 14,
  /** counter slot, min, max (-1 for no limit), lazy, address behind the loop */
  loop: 15,
  /** counter slot, address of the loop instruction: takes the body of a lazy loop */
  loopEnter: 16,
  fail: 17,
} as const;

/** How a run of single characters goes on: as many as possible, as few, or all of them for good. */
export const runMode = { greedy: 0, lazy: 1, possessive: 2 } as const;

/** The assertions in the order of their numbers in a program. */
export const assertionKinds: readonly AssertionKind[] = [
  "text-start",
  "line-start",
  "text-end",
  "line-end",
  "before-last-newline",
  "word-edge",
  "no-word-edge",
];

/** A compiled pattern. */
export interface Program {
  readonly code: Int32Array;
  readonly sets: readonly CharSet[];
  /** Two slots for each group (0 is the whole match), then two for each counted loop. */
  readonly slotCount: number;
  readonly prefix: Prefix;
}

/** What is known about the beginning of every match, so that a search skips places where none can be. */
export interface Prefix {
  /** The match begins at the beginning of the text. */
  readonly isAnchored: boolean;
  /** The text that every match begins with; empty when there is none. */
  readonly literal: string;
  /** What a match can begin with; undefined when it can be empty. */
  readonly first: FirstCharacters | undefined;
}

/** The characters that something can begin with. */
export interface FirstCharacters {
  /** One byte for each ASCII code: whether it can be the first. */
  readonly ascii: Uint8Array;
  /** Whether a character beyond ASCII can be the first. */
  readonly beyondAscii: boolean;
}
