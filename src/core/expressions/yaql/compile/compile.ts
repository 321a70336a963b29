import { isMap } from "../../../base/index.ts";
import type { JsonMap } from "../../../base/index.ts";
import type { Value } from "../../python/index.ts";
import { Meter, PyError, underMeter } from "../../python/index.ts";
import type { Scope } from "../../scope.ts";
import { defaultBudget } from "../../scope.ts";
import { Context } from "../runtime/context.ts";
import { noMatch } from "../resolution/error.ts";
import { finish } from "../runtime/output.ts";
import { noValue } from "../runtime/special-values.ts";
import type { Node } from "../syntax/node.ts";
import { parse } from "../syntax/parser.ts";
import { compileNode } from "./compile-node.ts";
import { library } from "./library.ts";

/** An expression that has been read once and can be evaluated any number of times. */
export interface Compiled {
  /**
   * @returns the result, with sets, datetimes and the like as they are; JavaScript arrays are lists
   * @throws PyError as Mistral's YAQL would
   */
  evaluate(scope: Scope): Value;
}

/**
 * Compiles an expression.
 *
 * @param source the expression without `<% %>`
 * @throws YaqlSyntaxError when it does not follow the grammar
 */
export function compile(source: string): Compiled {
  const node = parse(source);
  const path = pathOf(node);
  const general = compileGeneral(node, source);
  if (path === undefined) return general;
  return {
    evaluate(scope) {
      return follow(scope.data, path) ?? general.evaluate(scope);
    },
  };
}

function compileGeneral(node: Node, source: string): Compiled {
  const { evaluate } = compileNode(node);
  const asksForEngine = source.includes("$__");
  return {
    evaluate(scope) {
      const meter = new Meter(scope.budget ?? defaultBudget);
      const context = new Context({ meter, functions: scope.functions, library }, undefined, scope.data);
      if (asksForEngine && isMap(scope.data)) publishEngine(scope.data, context);
      return underMeter(meter, () =>
        withinEngine(() => {
          const result = evaluate(context);
          if (result === noValue) throw noMatch({ name: "#finalize", receiver: undefined });
          return finish(result, meter);
        }),
      );
    },
  };
}

/** The limits of the JavaScript engine are those of the expression too: they fail it and nothing else. */
function withinEngine(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (error.message.includes("call stack")) throw new PyError("RecursionError", "maximum recursion depth exceeded");
    throw new PyError("MemoryError", error.message);
  }
}

/** Mistral gives these three keys of the data variables of their own. */
function publishEngine(data: JsonMap, context: Context): void {
  for (const name of ["__env", "__execution", "__task_execution"]) {
    if (Object.hasOwn(data, name)) context.set(name, data[name] as Value);
  }
}

/** The names of `$.a.b`, if that is all there is. */
function pathOf(node: Node): string[] | undefined {
  if (node.type === "variable") return node.name === "" ? [] : undefined;
  if (node.type !== "binary" || node.operator !== "." || node.right.type !== "keyword") return undefined;
  const path = pathOf(node.left);
  path?.push(node.right.name);
  return path;
}

/** What a path leads to in the data; undefined when a step is not simply a key, or the end is null. */
function follow(data: Scope["data"], path: readonly string[]): Scope["data"] | undefined {
  let value = data;
  for (const name of path) {
    if (!isMap(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name] as Scope["data"];
  }
  return value ?? undefined;
}
