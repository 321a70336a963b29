import type { CharSet } from "../syntax/char-set.ts";
import { lowerOf } from "../syntax/char-set.ts";
import { exceeded } from "../../values/meter.ts";
import type { Meter } from "../../values/meter.ts";
import { holdsAt } from "./assertions.ts";
import { canBegin } from "./prefix.ts";
import { assertionKinds, op, runMode } from "./program.ts";
import type { Program } from "./program.ts";
import { copyInto, newSlots } from "./slots.ts";
import type { Subject } from "./subject.ts";

/** Kinds of frames on the backtracking stack; the kind lies on top of its operands. */
const frame = {
  /** address, position */
  choice: 0,
  /** slot, old value */
  slot: 1,
  /** address, least position, position: gives characters of a greedy run back */
  greedy: 2,
  /** address of the run, position, how many more it may take: takes one more character for a lazy run */
  lazy: 3,
  /** index of a copy of all slots */
  slots: 4,
} as const;

/** A run of characters costs one step for each 16 of them. */
const stepShift = 4;

/**
 * Runs a program on a text by backtracking, with an explicit stack (so that no pattern overflows JavaScript's) and a limit
 * of steps (so that a catastrophic pattern ends in milliseconds).
 */
export class Matcher {
  /** Start and end of each group, -1 where it has no part in the match. */
  slots: number[];
  private readonly program: Program;
  private readonly code: Int32Array;
  private readonly sets: readonly CharSet[];
  private readonly subject: Subject;
  private readonly text: string;
  private readonly codes: Int32Array | null;
  private readonly length: number;
  private readonly meter: Meter;
  private readonly limit: number;
  private readonly stack: number[] = [];
  private readonly copies: (readonly number[])[] = [];
  private steps = 0;
  /** A match that ends here is refused: an empty match where one was found already, or one short of the end. */
  private refusesEmptyAt = -1;
  private needsEnd = false;
  /** Whether a match that was found keeps the slots. */
  private isHandedOut = false;
  /** Where {@link backtrack} says to go on. */
  private resumeAddress = 0;
  private resumePosition = 0;

  constructor(program: Program, subject: Subject, meter: Meter) {
    this.program = program;
    this.code = program.code;
    this.sets = program.sets;
    this.subject = subject;
    this.text = subject.text;
    this.codes = subject.codes;
    this.length = subject.length;
    this.meter = meter;
    this.limit = meter.limits.regexSteps + 4 * subject.length;
    this.slots = newSlots(program.slotCount);
  }

  /**
   * Finds the first match.
   *
   * @param from where to begin, in code points
   * @param refusesEmpty whether an empty match at the very beginning does not count
   * @returns whether there is one; {@link slots} tells where
   * @throws PyError BudgetExceeded
   */
  search(from: number, refusesEmpty: boolean): boolean {
    const { isAnchored, literal, first } = this.program.prefix;
    for (let start = from; start <= this.length; start++) {
      if (isAnchored && start > 0) return false;
      if (literal !== "" && this.codes === null) {
        start = this.text.indexOf(literal, start);
        if (start < 0) return false;
      } else if (first !== undefined) {
        while (start < this.length && !canBegin(first, this.at(start))) start++;
        if (start === this.length) return false;
      }
      if (this.matchAt(start, refusesEmpty && start === from, false)) return true;
    }
    return false;
  }

  /**
   * Tries to match at one place.
   *
   * @param refusesEmpty whether an empty match does not count
   * @param needsEnd whether the match must reach the end of the text
   * @throws PyError BudgetExceeded
   */
  matchAt(start: number, refusesEmpty: boolean, needsEnd: boolean): boolean {
    this.refusesEmptyAt = refusesEmpty ? start : -1;
    this.needsEnd = needsEnd;
    if (this.isHandedOut) this.slots = newSlots(this.program.slotCount);
    else this.slots.fill(-1);
    this.isHandedOut = false;
    this.stack.length = 0;
    this.copies.length = 0;
    const before = this.steps;
    const end = this.run(0, start, true);
    this.meter.walk((this.steps - before) >> 5);
    if (end < 0) return false;
    this.isHandedOut = true;
    this.slots[0] = start;
    this.slots[1] = end;
    return true;
  }

  /** Runs instructions up to `match`; returns the position there, or -1. */
  private run(fromAddress: number, fromPosition: number, isWhole: boolean): number {
    const { code, slots, stack } = this;
    const base = stack.length;
    let pc = fromAddress;
    let i = fromPosition;
    for (;;) {
      if (++this.steps > this.limit) throw exceeded("regexSteps", this.limit, "steps in one regular expression");
      const a = code[pc + 1] as number;
      let holds = true;
      switch (code[pc]) {
        case op.match:
          if (isWhole && (i === this.refusesEmptyAt || (this.needsEnd && i !== this.length))) holds = false;
          else return i;
          break;
        case op.char:
        case op.set:
          holds = this.takes(code[pc] as number, a, i);
          i++;
          pc += 2;
          break;
        case op.any:
        case op.anyOrNewline:
          holds = this.takes(code[pc] as number, 0, i);
          i++;
          pc += 1;
          break;
        case op.jump:
          pc = a;
          break;
        case op.split:
          stack.push(a, i, frame.choice);
          pc += 2;
          break;
        case op.save:
          this.setSlot(a, i);
          pc += 2;
          break;
        case op.assert:
          holds = holdsAt(this.subject, assertionKinds[a], code[pc + 2] === 1, i);
          pc += 3;
          break;
        case op.reference:
          i = this.reference(a, code[pc + 2] as number, i);
          holds = i >= 0;
          pc += 3;
          break;
        case op.look:
          holds = this.look(pc, i);
          pc = code[pc + 3] as number;
          break;
        case op.atomic:
          i = this.nested(pc + 2, i);
          holds = i >= 0;
          pc = a;
          break;
        case op.condition:
          pc = (slots[a * 2 + 1] as number) >= 0 ? pc + 3 : (code[pc + 2] as number);
          break;
        case op.run:
          i = this.runOfCharacters(pc, i);
          holds = i >= 0;
          pc += 6;
          break;
        case op.loopStart:
          this.setSlot(a, 0);
          this.setSlot(a + 1, -1);
          pc += 2;
          break;
        case op.loop:
          pc = this.loop(pc, i);
          holds = pc >= 0;
          break;
        case op.loopEnter: {
          const count = slots[a] as number;
          const max = code[(code[pc + 2] as number) + 3] as number;
          holds = (max < 0 || count < max) && slots[a + 1] !== i;
          this.setSlot(a + 1, i);
          this.setSlot(a, count + 1);
          pc += 3;
          break;
        }
        default:
          holds = false;
      }
      if (holds) continue;
      if (!this.backtrack(base)) return -1;
      pc = this.resumeAddress;
      i = this.resumePosition;
    }
  }

  /** Takes frames off the stack until one tells where to go on; returns whether one did. */
  private backtrack(base: number): boolean {
    const { stack, slots } = this;
    while (stack.length > base) {
      switch (stack.pop()) {
        case frame.choice:
          this.resumePosition = stack.pop() as number;
          this.resumeAddress = stack.pop() as number;
          return true;
        case frame.slot: {
          const old = stack.pop() as number;
          slots[stack.pop() as number] = old;
          break;
        }
        case frame.greedy: {
          const position = (stack.pop() as number) - 1;
          const least = stack.pop() as number;
          this.resumeAddress = stack.pop() as number;
          this.resumePosition = this.giveBack(least, position);
          if (this.resumePosition >= 0) return true;
          break;
        }
        case frame.lazy: {
          const left = stack.pop() as number;
          const position = stack.pop() as number;
          const address = stack.pop() as number;
          if (left === 0 || !this.takes(this.code[address + 2] as number, this.code[address + 3] as number, position))
            break;
          stack.push(address, position + 1, left - 1, frame.lazy);
          this.resumeAddress = address + 6;
          this.resumePosition = position + 1;
          return true;
        }
        case frame.slots:
          copyInto(slots, this.copies[stack.pop() as number] ?? []);
          break;
        default:
      }
    }
    return false;
  }

  /**
   * Where a greedy run goes on with fewer characters; leaves a frame for fewer still. Places are skipped where the next
   * instruction wants another character.
   */
  private giveBack(least: number, from: number): number {
    const next = this.resumeAddress;
    let position = from;
    if (this.code[next] === op.char) {
      const wanted = this.code[next + 1] as number;
      while (position >= least && (position >= this.length || this.at(position) !== wanted)) position--;
      this.steps += (from - position) >> stepShift;
    }
    if (position < least) return -1;
    if (position > least) this.stack.push(next, least, position, frame.greedy);
    return position;
  }

  private setSlot(slot: number, value: number): void {
    this.stack.push(slot, this.slots[slot] as number, frame.slot);
    this.slots[slot] = value;
  }

  /** The address at which a counted loop goes on: its body, or what follows it. */
  private loop(pc: number, position: number): number {
    const { code, slots, stack } = this;
    const counter = code[pc + 1] as number;
    const min = code[pc + 2] as number;
    const max = code[pc + 3] as number;
    const count = slots[counter] as number;
    const end = code[pc + 5] as number;
    const lazy = code[pc + 4] === 1;
    const body = lazy ? pc + 9 : pc + 6;
    if (count < min) {
      this.setSlot(counter, count + 1);
      return body;
    }
    if (lazy) {
      stack.push(pc + 6, position, frame.choice);
      return end;
    }
    // A body that took nothing is not tried again, or the loop would never end.
    if ((max >= 0 && count >= max) || slots[counter + 1] === position) return end;
    stack.push(end, position, frame.choice);
    this.setSlot(counter + 1, position);
    this.setSlot(counter, count + 1);
    return body;
  }

  private runOfCharacters(pc: number, from: number): number {
    const { code, stack } = this;
    const instruction = code[pc + 2] as number;
    const operand = code[pc + 3] as number;
    const min = code[pc + 4] as number;
    const max = code[pc + 5] as number;
    if (code[pc + 1] === runMode.lazy) {
      const position = this.consume(instruction, operand, from, min);
      if (position - from < min) return -1;
      stack.push(pc, position, max < 0 ? this.length : max - min, frame.lazy);
      return position;
    }
    const end = this.consume(instruction, operand, from, max < 0 ? this.length : max);
    const least = from + min;
    if (end < least) return -1;
    if (code[pc + 1] === runMode.possessive || end === least) return end;
    this.resumeAddress = pc + 6;
    return this.giveBack(least, end);
  }

  /** The position behind as many characters as one instruction takes, up to a limit. */
  private consume(instruction: number, operand: number, from: number, max: number): number {
    const { text, codes } = this;
    const end = Math.min(this.length, from + max);
    let i = from;
    if (instruction === op.anyOrNewline) i = Math.max(from, end);
    else if (instruction === op.any && codes === null) {
      const newline = text.indexOf("\n", from);
      i = newline < 0 || newline > end ? Math.max(from, end) : newline;
    } else if (instruction === op.set) {
      const set = this.sets[operand] as CharSet;
      while (i < end && set.has(codes === null ? text.charCodeAt(i) : (codes[i] as number))) i++;
    } else while (i < end && this.takes(instruction, operand, i)) i++;
    this.steps += (i - from) >> stepShift;
    return i;
  }

  /** Whether an instruction for a single character takes the one at a position. */
  private takes(instruction: number, operand: number, position: number): boolean {
    if (position >= this.length) return false;
    const code = this.codes === null ? this.text.charCodeAt(position) : (this.codes[position] as number);
    switch (instruction) {
      case op.char:
        return code === operand;
      case op.set:
        return (this.sets[operand] as CharSet).has(code);
      case op.any:
        return code !== 10;
      default:
        return true;
    }
  }

  private at(position: number): number {
    return this.codes === null ? this.text.charCodeAt(position) : (this.codes[position] as number);
  }

  private reference(group: number, mode: number, from: number): number {
    const start = this.slots[group * 2] as number;
    const end = this.slots[group * 2 + 1] as number;
    if (start < 0 || end < 0 || from + end - start > this.length) return -1;
    for (let k = 0; k < end - start; k++) {
      const x = this.at(start + k);
      const y = this.at(from + k);
      if (x === y) continue;
      const isSame =
        mode === 1 ? lowerOf(x) === lowerOf(y) : mode === 2 && x < 128 && y < 128 && lowerOf(x) === lowerOf(y);
      if (!isSame) return -1;
    }
    this.steps += (end - start) >> stepShift;
    return from + end - start;
  }

  private look(pc: number, i: number): boolean {
    const mode = this.code[pc + 1] as number;
    const start = mode & 1 ? i - (this.code[pc + 2] as number) : i;
    const negative = (mode & 2) !== 0;
    if (start < 0) return negative;
    if (!negative) return this.nested(pc + 4, start) >= 0;
    const before = this.slots.slice();
    const height = this.stack.length;
    const found = this.run(pc + 4, start, false) >= 0;
    this.stack.length = height;
    if (found) copyInto(this.slots, before);
    return !found;
  }

  /** Runs a part for good: what it could have done otherwise is forgotten, what it captured stays until all of it fails. */
  private nested(address: number, from: number): number {
    const before = this.slots.slice();
    const height = this.stack.length;
    const end = this.run(address, from, false);
    if (end < 0) return -1;
    this.stack.length = height;
    this.stack.push(this.copies.push(before) - 1, frame.slots);
    return end;
  }
}
