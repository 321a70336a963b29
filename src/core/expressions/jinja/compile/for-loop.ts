import { isArray, isTrue, type Value } from "../../python/index.ts";
import { iterate, lengthOf } from "../evaluation/iterate.ts";
import type { For } from "../syntax/nodes.ts";
import { TemplateSyntaxError } from "../syntax/syntax-error.ts";
import { bindTarget } from "../syntax/targets.ts";
import { LoopContext } from "../values/loop-context.ts";
import { Markup } from "../html/markup.ts";
import type { Compiler } from "./compiler.ts";
import { type Execute, type Frame, Output } from "./frame.ts";
import type { NameScope } from "./name-scope.ts";
import { compileTarget } from "./names.ts";

type FilterItems = (items: Iterator<Value>, frame: Frame) => Iterator<Value>;

/**
 * `{% for target in iterable if test recursive %}`: each round has its own variables.
 *
 * @param node the statement
 * @param scope where it stands
 * @param compiler compiles what is inside
 */
export function compileFor(node: For, scope: NameScope, compiler: Compiler): Execute {
  const inner = scope.inner(["loop", ...node.loop.names]);
  if (node.loop.names.has("loop")) {
    const message = "Can't assign to special loop variable in for-loop target";
    throw new TemplateSyntaxError(message, node.offset, "TemplateAssertionError");
  }
  const assign = compileTarget(node.target, inner);
  const body = compiler.body(node.loop.body, inner);
  const usesLoop = node.isRecursive || inner.isUsed("loop");
  const loopSlot = inner.slotOf("loop");
  const iterable = compiler.expression(node.iterable, scope);
  const filter = compileItemTest(node, scope, compiler);
  const elseScope = scope.inner(node.otherwise.names);
  const otherwise = compiler.body(node.otherwise.body, elseScope);

  const run = (frame: Frame, output: Output, value: Value, depth0: number): void => {
    if (!usesLoop && filter === undefined && isArray(value) && value.length > 0) {
      runList(frame, output, value);
      return;
    }
    const loop = usesLoop ? openLoop(frame, value, depth0) : undefined;
    const items = loop === undefined ? itemsOf(value, frame) : walk(loop);
    let isEmpty = true;
    for (let step = items.next(); step.done !== true; step = items.next()) {
      isEmpty = false;
      const own = frame.inner(inner.size);
      assign(own, step.value);
      if (loop !== undefined) own.slots[loopSlot] = loop;
      body(own, output);
    }
    if (isEmpty) otherwise(frame.inner(elseScope.size), output);
  };

  /** The plain case, which is by far the most frequent; a body may append to the list. */
  const runList = (frame: Frame, output: Output, items: readonly Value[]): void => {
    for (let i = 0; i < items.length; i += 1) {
      frame.evaluation.meter.step();
      const own = frame.inner(inner.size);
      assign(own, items[i] ?? null);
      body(own, output);
    }
  };

  const itemsOf = (value: Value, frame: Frame): Iterator<Value> => {
    const items = iterate(value, frame.evaluation);
    return filter === undefined ? items : filter(items, frame);
  };

  const openLoop = (frame: Frame, value: Value, depth0: number): LoopContext => {
    const recurse = (items: Value, depth: number): Value => {
      const { evaluation } = frame;
      evaluation.meter.enter();
      const output = new Output(evaluation);
      run(frame, output, items, depth);
      evaluation.meter.leave();
      return evaluation.isEscaping ? new Markup(output.text) : output.text;
    };
    const length = filter === undefined ? () => lengthOf(value) : undefined;
    return new LoopContext(itemsOf(value, frame), length, depth0, node.isRecursive ? recurse : undefined);
  };

  return (frame, output) => run(frame, output, iterable(frame), 0);
}

/** The `if` of a for loop, which sees the target but not the loop. */
function compileItemTest(node: For, scope: NameScope, compiler: Compiler): FilterItems | undefined {
  if (node.test === undefined) return undefined;
  const names: string[] = [];
  bindTarget(node.target, (name) => names.push(name));
  const inner = scope.inner(names);
  const assign = compileTarget(node.target, inner);
  const test = compiler.expression(node.test, inner);
  return function* filterItems(items, frame) {
    for (let step = items.next(); step.done !== true; step = items.next()) {
      const own = frame.inner(inner.size);
      assign(own, step.value);
      if (isTrue(test(own))) yield step.value;
    }
  };
}

function* walk(loop: LoopContext): Generator<Value, void> {
  for (let item = loop.advance(); item !== undefined; item = loop.advance()) yield item;
}
