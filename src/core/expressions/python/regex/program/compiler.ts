import type { CharSet } from "../syntax/char-set.ts";
import { widthOf } from "../syntax/node.ts";
import type { Node, RepeatMode } from "../syntax/node.ts";
import type { ParsedPattern } from "../syntax/parser.ts";
import { PyError } from "../../values/error.ts";
import { prefixOf } from "./prefix.ts";
import { assertionKinds, op, runMode } from "./program.ts";
import type { Program } from "./program.ts";

/** Operand for "no limit". */
const unlimited = -1;

/** Compiles a parsed pattern into instructions for the matcher. */
export function compileProgram(pattern: ParsedPattern): Program {
  const compiler = new Compiler((pattern.groupCount + 1) * 2);
  compiler.emit(pattern.body);
  return compiler.finish(pattern.body);
}

class Compiler {
  private readonly code: number[] = [];
  private readonly sets: CharSet[] = [];
  private slotCount: number;

  constructor(slotCount: number) {
    this.slotCount = slotCount;
  }

  finish(body: Node): Program {
    this.code.push(op.match);
    return {
      code: Int32Array.from(this.code),
      sets: this.sets,
      slotCount: this.slotCount,
      prefix: prefixOf(body),
    };
  }

  emit(node: Node): void {
    switch (node.type) {
      case "char":
      case "set":
      case "any":
        this.code.push(...this.single(node));
        return;
      case "sequence":
        for (const part of node.parts) this.emit(part);
        return;
      case "choice":
        this.choice(node.options);
        return;
      case "repeat":
        this.repeat(node.body, node.min, node.max, node.mode);
        return;
      case "group":
        this.code.push(op.save, node.index * 2);
        this.emit(node.body);
        this.code.push(op.save, node.index * 2 + 1);
        return;
      case "atomic":
        this.nested([op.atomic], node.body);
        return;
      case "look":
        this.nested([op.look, (node.behind ? 1 : 0) + (node.negative ? 2 : 0), node.width], node.body);
        return;
      case "reference":
        this.code.push(op.reference, node.group, node.ignoreCase ? (node.asciiOnly ? 2 : 1) : 0);
        return;
      case "condition":
        this.condition(node.group, node.yes, node.no);
        return;
      case "assertion":
        this.code.push(op.assert, assertionKinds.indexOf(node.kind), node.asciiOnly ? 1 : 0);
        return;
      case "fail":
        this.code.push(op.fail);
    }
  }

  /** The instruction of a part that takes exactly one character. */
  private single(node: Extract<Node, { type: "char" | "set" | "any" }>): number[] {
    if (node.type === "char") return [op.char, node.code];
    if (node.type === "any") return [node.newline ? op.anyOrNewline : op.any];
    return [op.set, this.sets.push(node.set) - 1];
  }

  /** Emits an instruction, leaves room for an address, and returns where. */
  private withAddress(...instruction: number[]): number {
    return this.code.push(...instruction, 0) - 1;
  }

  private setAddress(place: number): void {
    this.code[place] = this.code.length;
  }

  private nested(instruction: number[], body: Node): void {
    const end = this.withAddress(...instruction);
    this.emit(body);
    this.code.push(op.match);
    this.setAddress(end);
  }

  private choice(options: readonly Node[]): void {
    const ends: number[] = [];
    options.forEach((option, index) => {
      if (index === options.length - 1) {
        this.emit(option);
        return;
      }
      const next = this.withAddress(op.split);
      this.emit(option);
      ends.push(this.withAddress(op.jump));
      this.setAddress(next);
    });
    for (const end of ends) this.setAddress(end);
  }

  private condition(group: number, yes: Node, no: Node): void {
    const other = this.withAddress(op.condition, group);
    this.emit(yes);
    const end = this.withAddress(op.jump);
    this.setAddress(other);
    this.emit(no);
    this.setAddress(end);
  }

  private repeat(body: Node, min: number, max: number, mode: RepeatMode): void {
    if (this.code.length > 1_000_000) throw new PyError("error", "the pattern is too large");
    if (max === 0) return;
    if (body.type === "char" || body.type === "set" || body.type === "any") {
      const [instruction = op.fail, operand = 0] = this.single(body);
      this.code.push(op.run, runMode[mode], instruction, operand, min, bound(max));
      return;
    }
    if (mode === "possessive") {
      this.nested([op.atomic], { type: "repeat", body, min, max, mode: "greedy" });
      return;
    }
    const lazy = mode === "lazy";
    if (min === 0 && max === 1) this.optional(lazy, () => this.emit(body));
    else if (min <= 1 && max === Infinity && widthOf(body, new Map()).min > 0) this.plainLoop(body, min, lazy);
    else this.countedLoop(body, min, max, lazy);
  }

  private optional(lazy: boolean, emitBody: () => void): void {
    if (!lazy) {
      const end = this.withAddress(op.split);
      emitBody();
      this.setAddress(end);
      return;
    }
    const enter = this.withAddress(op.split);
    const end = this.withAddress(op.jump);
    this.setAddress(enter);
    emitBody();
    this.setAddress(end);
  }

  /** A loop whose body always takes something needs no counter. */
  private plainLoop(body: Node, min: number, lazy: boolean): void {
    const start = this.code.length;
    if (min === 0) {
      this.optional(lazy, () => {
        this.emit(body);
        this.code.push(op.jump, start);
      });
      return;
    }
    this.emit(body);
    if (lazy) this.code.push(op.split, start);
    else this.optional(false, () => this.code.push(op.jump, start));
  }

  private countedLoop(body: Node, min: number, max: number, lazy: boolean): void {
    const counter = this.slotCount;
    this.slotCount += 2;
    this.code.push(op.loopStart, counter);
    const start = this.code.length;
    const end = this.withAddress(op.loop, counter, min, bound(max), lazy ? 1 : 0);
    if (lazy) this.code.push(op.loopEnter, counter, start);
    this.emit(body);
    this.code.push(op.jump, start);
    this.setAddress(end);
  }
}

function bound(max: number): number {
  return max > 0x7fff_ffff ? unlimited : max;
}
