import { PyError } from "../../python/index.ts";
import type { Block, Template } from "../syntax/nodes.ts";
import { TemplateSyntaxError } from "../syntax/syntax-error.ts";
import { noParentBlock } from "../values/block-reference.ts";
import type { Compiler } from "./compiler.ts";
import { type Execute, type Frame, Output } from "./frame.ts";
import type { NameScope } from "./name-scope.ts";

/**
 * `{% block name %}`: shows where it stands. It sees the template's own variables, and those around it only if it is
 * `scoped`.
 */
export function compileBlock(node: Block, scope: NameScope, compiler: Compiler): Execute {
  const around = node.isScoped ? scope : scope.outermost();
  const run = compileContent(node, around, compiler);
  return (frame, output) => run(node.isScoped ? frame : frame.root(), output);
}

/** A named block as a text, as `self.name()` gives it. */
export function compileBlockText(node: Block, root: NameScope, compiler: Compiler): (root: Frame) => string {
  // Compiled at the first use: a block within a block within a block would double the work each time.
  let run: Execute | undefined;
  return (frame) => {
    run ??= compileContent(node, root, compiler);
    const output = new Output(frame.evaluation);
    run(frame, output);
    return output.text;
  };
}

/** @throws TemplateSyntaxError when two blocks of a template have the same name */
export function checkBlockNames(template: Template): void {
  const seen = new Set<string>();
  for (const { name, offset } of template.blocks) {
    if (seen.has(name)) {
      throw new TemplateSyntaxError(`block '${name}' defined twice`, offset, "TemplateAssertionError");
    }
    seen.add(name);
  }
}

function compileContent(node: Block, around: NameScope, compiler: Compiler): Execute {
  const inner = around.inner(["super", ...node.scope.names]);
  const body = compiler.body(node.scope.body, inner);
  const superSlot = inner.slotOf("super");
  return (frame, output) => {
    if (node.isRequired) throw new PyError("TemplateRuntimeError", `Required block '${node.name}' not found`);
    const own = frame.inner(inner.size);
    own.slots[superSlot] = noParentBlock(node.name);
    body(own, output);
  };
}
