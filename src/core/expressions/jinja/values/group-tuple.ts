import { PyTuple, type Value } from "../../python/index.ts";

/** A group that `groupby` makes: a pair whose members have names. */
export class GroupTuple extends PyTuple {
  readonly #grouper: Value;
  readonly #list: readonly Value[];

  constructor(grouper: Value, list: readonly Value[]) {
    super([grouper, list]);
    this.#grouper = grouper;
    this.#list = list;
  }

  override get pyType(): string {
    return "_GroupTuple";
  }

  member(name: string): Value | undefined {
    if (name === "grouper") return this.#grouper;
    return name === "list" ? this.#list : undefined;
  }
}
