import type { Value } from "../../python/index.ts";
import type { Scope } from "../../scope.ts";
import { type Environment, Evaluation, MustOwnData } from "../evaluation/evaluation.ts";
import type { Members } from "../evaluation/members.ts";
import type { Block } from "../syntax/nodes.ts";
import { parseExpression, parseTemplate } from "../syntax/parse.ts";
import { TemplateReference } from "../values/block-reference.ts";
import { Undefined } from "../values/undefined.ts";
import { checkBlockNames, compileBlockText } from "./blocks.ts";
import type { Compiler } from "./compiler.ts";
import { compileExpression as expression } from "./expressions.ts";
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
    return this.#run(new Frame(this.#size, undefined, evaluation));
  }
}

/**
 * Compiles a bare expression, which gives a native value.
 *
 * @throws TemplateSyntaxError with Jinja's message
 */
export function compileExpression(source: string, environment: Environment, members: Members): CompiledTemplate {
  const scope = NameScope.root([]);
  const compiler = new TemplateCompiler(environment, members, scope);
  const run = compiler.expression(parseExpression(source), scope);
  return new CompiledTemplate(environment, scope.size, (frame) => {
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
export function compileTemplate(source: string, environment: Environment, members: Members): CompiledTemplate {
  const template = parseTemplate(source);
  checkBlockNames(template);
  const scope = NameScope.root(["self", ...template.names]);
  const compiler = new TemplateCompiler(environment, members, scope);
  const body = compiler.body(template.body, scope);
  const blocks = template.blocks.map((block) => [block.name, compiler.blockText(block)] as const);
  const selfSlot = scope.slotOf("self");
  return new CompiledTemplate(environment, scope.size, (frame) => {
    frame.slots[selfSlot] = new TemplateReference(new Map(blocks.map(([name, text]) => [name, () => text(frame)])));
    const output = new Output(frame.evaluation);
    body(frame, output);
    return output.text;
  });
}

class TemplateCompiler implements Compiler {
  readonly environment: Environment;
  readonly members: Members;
  readonly #root: NameScope;

  constructor(environment: Environment, members: Members, root: NameScope) {
    this.environment = environment;
    this.members = members;
    this.#root = root;
  }

  expression(...[node, scope]: Parameters<Compiler["expression"]>): Evaluate {
    return expression(node, scope, this);
  }

  body(...[nodes, scope]: Parameters<Compiler["body"]>): ReturnType<Compiler["body"]> {
    return compileBody(nodes, scope, this);
  }

  blockText(block: Block): (root: Frame) => string {
    return compileBlockText(block, this.#root, this);
  }
}
