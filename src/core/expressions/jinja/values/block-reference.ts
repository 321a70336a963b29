import type { Value } from "../../python/index.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { Callable, JinjaObject } from "./callable.ts";
import { Markup } from "../html/markup.ts";
import { Undefined } from "./undefined.ts";

type Render = () => string;

/** A named block as `self.name`: called it gives its text. */
class BlockReference extends Callable {
  readonly #name: string;
  readonly #render: Render;

  constructor(name: string, render: Render) {
    super();
    this.#name = name;
    this.#render = render;
  }

  get pyType(): string {
    return "BlockReference";
  }

  override member(name: string): Value | undefined {
    if (name === "name") return this.#name;
    return name === "super" ? noParentBlock(this.#name) : undefined;
  }

  override call(evaluation: Evaluation): Value {
    evaluation.meter.enter();
    const text = this.#render();
    evaluation.meter.leave();
    return evaluation.isEscaping ? new Markup(text) : text;
  }
}

/** The variable `self`: the named blocks of the template. */
export class TemplateReference extends JinjaObject {
  readonly #blocks: ReadonlyMap<string, Render>;

  constructor(blocks: ReadonlyMap<string, Render>) {
    super();
    this.#blocks = blocks;
  }

  get pyType(): string {
    return "TemplateReference";
  }

  override member(name: string): Value | undefined {
    const render = this.#blocks.get(name);
    return render === undefined ? undefined : new BlockReference(name, render);
  }

  override repr(): string {
    return "<TemplateReference None>";
  }
}

/** What `super` is in a block: a template without parent has none. */
export function noParentBlock(name: string): Undefined {
  return new Undefined(`there is no parent block called '${name}'.`);
}
