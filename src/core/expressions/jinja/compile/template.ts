import { underMeter, type Value } from "../../python/index.ts";
import type { Scope } from "../../scope.ts";
import { type Environment, Evaluation, MustOwnData } from "../evaluation/evaluation.ts";
import type { Members } from "../evaluation/members.ts";
import { parseExpression, parseTemplate } from "../syntax/parse.ts";
import { TemplateReference } from "../values/block-reference.ts";
import { Undefined } from "../values/undefined.ts";
import { checkBlockNames, compileBlockText } from "./blocks.ts";
import type { Compiler } from "./compiler.ts";
import { compileExpression } from "./expressions.ts";
import { type Evaluate, Frame, Output } from "./frame.ts";
import { NameScope } from "./name-scope.ts";
import { compileBody } from "./statements.ts";

/** A template that is ready to be evaluated any number of times. */
export class CompiledTemplate {
  readonly #environment: Environment;
  readonly #size: number;
  readonly #run: Evaluate;
  /** Whether an earlier evaluation wanted to change its data in place. */
  #changesData = false;

  constructor(environment: Environment, size: number, run: Evaluate) {
    this.#environment = environment;
    this.#size = size;
    this.#run = run;
  }

  /**
   * @param scope the data context, Mistral's functions and the limits
   * @returns the native value of an expression, the text of a template
   * @throws PyError as Python's Jinja does
   */
  evaluate(scope: Scope): Value {
    if (!this.#changesData) {
      try {
        return this.#evaluateOnce(scope);
      } catch (error) {
        if (!(error instanceof MustOwnData)) throw error;
        this.#changesData = true;
      }
    }
    return this.#evaluateOnce(scope);
  }

  #evaluateOnce(scope: Scope): Value {
    const evaluation = new Evaluation(this.#environment, scope, this.#changesData);
    return underMeter(evaluation.meter, () => this.#run(new Frame(this.#size, undefined, evaluation)));
  }
}

const noBlocks = new TemplateReference(new Map());

/** Compiles templates for one environment. */
export class TemplateCompiler {
  readonly #environment: Environment;
  readonly #members: Members;

  constructor(environment: Environment, members: Members) {
    this.#environment = environment;
    this.#members = members;
  }

  /**
   * Compiles a bare expression, which gives a native value.
   *
   * @throws TemplateSyntaxError with Jinja's message
   */
  compileExpression(source: string): CompiledTemplate {
    const scope = NameScope.root(["self"]);
    const run = this.#nodes(scope).expression(parseExpression(source), scope);
    const selfSlot = scope.slotOf("self");
    return new CompiledTemplate(this.#environment, scope.size, (frame) => {
      frame.slots[selfSlot] = noBlocks;
      const value = run(frame);
      // Mistral converts the value to a text to see whether it is undefined.
      return value instanceof Undefined && value.isStrict ? value.fail() : value;
    });
  }

  /**
   * Compiles a template, which gives a text.
   *
   * @throws TemplateSyntaxError with Jinja's message
   */
  compileTemplate(source: string): CompiledTemplate {
    const template = parseTemplate(source);
    checkBlockNames(template);
    const scope = NameScope.root(["self", ...template.names]);
    const nodes = this.#nodes(scope);
    const body = nodes.body(template.body, scope);
    const blocks = template.blocks.map((block) => [block.name, nodes.blockText(block)] as const);
    const selfSlot = scope.slotOf("self");
    return new CompiledTemplate(this.#environment, scope.size, (frame) => {
      frame.slots[selfSlot] = new TemplateReference(new Map(blocks.map(([name, text]) => [name, () => text(frame)])));
      const output = new Output(frame.evaluation);
      body(frame, output);
      return output.text;
    });
  }

  #nodes(root: NameScope): Compiler {
    const compiler: Compiler = {
      environment: this.#environment,
      members: this.#members,
      expression: (node, scope) => compileExpression(node, scope, compiler),
      body: (nodes, scope) => compileBody(nodes, scope, compiler),
      blockText: (block) => compileBlockText(block, root, compiler),
    };
    return compiler;
  }
}
