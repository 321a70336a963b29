import { PyObject, type Value } from "../../python/index.ts";
import type { Evaluation, Keywords } from "../evaluation/evaluation.ts";

export const noKeywords: Keywords = new Map();

/** An object of Jinja's own, with the attributes that templates may read. */
export abstract class JinjaObject extends PyObject {
  /** @returns the attribute, or undefined if there is none of that name */
  abstract member(name: string): Value | undefined;
}

/** Whatever can be called from a template. */
export abstract class Callable extends JinjaObject {
  /**
   * @param evaluation what the call may read and must count against
   * @param positional the arguments without name
   * @param keywords the arguments with a name
   * @throws PyError as the Python function does
   */
  abstract call(evaluation: Evaluation, positional: readonly Value[], keywords: Keywords): Value;

  override member(_name: string): Value | undefined {
    return undefined;
  }
}

type Call = (evaluation: Evaluation, positional: readonly Value[], keywords: Keywords) => Value;

/** A function of the environment, or a method bound to its object. */
export class NativeFunction extends Callable {
  readonly name: string;
  readonly #pyType: string;
  readonly #owner: string;
  readonly #call: Call;

  /**
   * @param owner the class of the object that a method is bound to
   */
  constructor(name: string, call: Call, pyType = "function", owner = "") {
    super();
    this.name = name;
    this.#call = call;
    this.#pyType = pyType;
    this.#owner = owner;
  }

  get pyType(): string {
    return this.#pyType;
  }

  override repr(): string {
    if (this.#pyType === "type") return `<class '${this.name}'>`;
    if (this.#pyType === "function") return `<function ${this.name} at 0x7f0000000000>`;
    return `<built-in method ${this.name} of ${this.#owner} object at 0x7f0000000000>`;
  }

  override call(evaluation: Evaluation, positional: readonly Value[], keywords: Keywords): Value {
    return this.#call(evaluation, positional, keywords);
  }
}
