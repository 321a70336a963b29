import type { Value } from "../../python/index.ts";
import { noValue, RuleValue } from "../runtime/special-values.ts";
import type { Context } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";
import { Expression, RuleExpression } from "../runtime/expression.ts";
import { CallSite } from "../resolution/call-site.ts";
import { trimmed } from "../resolution/library.ts";
import type { ArgumentNode, Call, Node } from "../syntax/node.ts";
import { compileBinary } from "./binary.ts";
import { compileDot } from "./dot.ts";
import { compileIndex } from "./index-access.ts";
import { library } from "./library.ts";
import { compileList, compileMap } from "./literals.ts";
import { compileUnary } from "./unary.ts";
import { compileVariable } from "./variable.ts";

/**
 * Turns syntax into closures.
 *
 * @returns an expression that can be evaluated any number of times
 */
export function compileNode(node: Node): Expression {
  switch (node.type) {
    case "constant": {
      const { value } = node;
      return new Expression(node, () => value);
    }
    case "keyword": {
      const { name } = node;
      return new Expression(node, () => name);
    }
    case "variable":
      return new Expression(node, compileVariable(node.name));
    case "parentheses":
      return new Expression(node, compileNode(node.inner).evaluate);
    case "unary":
      return new Expression(node, compileUnary(node.operator, compileNode(node.operand)));
    case "binary": {
      const left = compileNode(node.left);
      const right = compileNode(node.right);
      const isDot = node.operator === "." || node.operator === "?.";
      return new Expression(node, (isDot ? compileDot : compileBinary)(node.operator, left, right));
    }
    case "call":
      return compileCall(node);
    case "index":
      return new Expression(node, compileIndex([compileNode(node.target), ...compileArguments(node.args)]));
    case "list":
      return new Expression(node, compileList(compileArguments(node.args)));
    case "map":
      return new Expression(node, compileMap(compileArguments(node.args)));
  }
}

function compileCall(node: Call): Expression {
  const { name } = node;
  const args = compileArguments(node.args);
  const asFunction = new CallSite(name, library.findFunctions(name), args, false);
  const asMethod = new CallSite(name, library.findMethods(name), args, true);
  const bare = trimmed(name);
  const evaluate = (context: Context): Value => {
    const own = context.hasOwnFunctions ? context.ownFunction(bare) : undefined;
    return own === undefined ? asFunction.call(context, undefined) : asFunction.callOwn(own, context);
  };
  return new Expression(node, evaluate, (receiver, context) => asMethod.call(context, receiver));
}

function compileArguments(args: readonly ArgumentNode[]): Argument[] {
  return args.map((node) => {
    if (node.type === "empty") return noValue;
    if (node.type !== "rule") return compileNode(node);
    const source = compileNode(node.source);
    const destination = compileNode(node.destination);
    const evaluate = (context: Context): Value =>
      new RuleValue(source.evaluate(context), destination.evaluate(context));
    return new RuleExpression(node, source, destination, evaluate);
  });
}
