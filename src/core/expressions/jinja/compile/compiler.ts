import type { Environment } from "../evaluation/evaluation.ts";
import type { Members } from "../evaluation/members.ts";
import type { Block, Expression, Statement } from "../syntax/nodes.ts";
import type { Evaluate, Execute, Frame } from "./frame.ts";
import type { NameScope } from "./name-scope.ts";

/** What the compilers of the single kinds of nodes need of each other. */
export interface Compiler {
  readonly environment: Environment;
  readonly members: Members;
  expression(node: Expression, scope: NameScope): Evaluate;
  body(nodes: readonly Statement[], scope: NameScope): Execute;
  /** A named block as it shows outside of its place, with nothing but the template's own variables. */
  blockText(block: Block): (root: Frame) => string;
}
