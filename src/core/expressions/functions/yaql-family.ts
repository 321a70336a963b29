import { typeError } from "../python/index.ts";
import { define, type FunctionDefinition } from "../yaql/registry/definition.ts";
import { arg, defaulted } from "../yaql/registry/parameter.ts";
import { any } from "../yaql/registry/types.ts";
import { adopt } from "../yaql/runtime/adopt.ts";
import type { Context } from "../yaql/runtime/context.ts";
import { mistralFunctions } from "./all-functions.ts";
import type { Caller, MistralFunction } from "./mistral-function.ts";

/** Mistral's functions as YAQL calls them: plain functions, keywords in camelCase. */
export const mistralFamily: readonly FunctionDefinition[] = mistralFunctions.map(describe);

function describe({ name, parameters, doc, run }: MistralFunction): FunctionDefinition {
  return define({
    name,
    kind: "function",
    args: parameters.map((each) => {
      const keyword = toCamelCase(each.name);
      return each.defaultValue === undefined ? arg(keyword, any) : defaulted(keyword, any, each.defaultValue);
    }),
    doc,
    run: (context, ...values) => run(callerOf(context, name), ...values),
  });
}

/** The environment is part of the data context; everything else comes from outside of it. */
function callerOf(context: Context, name: string): Caller {
  return {
    functions: context.evaluation.functions,
    data: rootOf(context).getFirst() ?? null,
    arrays: "tuple",
    meter: context.evaluation.meter,
    adopt: name === "env" ? (value) => value : adopt,
    missing: () => typeError("'NoneType' object is not subscriptable"),
  };
}

function rootOf(context: Context): Context {
  let root = context;
  while (root.parent !== undefined) root = root.parent;
  return root;
}

function toCamelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}
