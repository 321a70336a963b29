import { isMap, type Json } from "../base/index.ts";
import { Cache } from "./cache.ts";
import { firstPrint, inlineYaql, isExpression, languageOf } from "./dispatch.ts";
import { ExpressionError, type ExpressionLanguage } from "./error.ts";
import { compileExpression, compileTemplate, measureResult, resultToJson } from "./jinja/index.ts";
import { isTrue, Meter, PyError, pyStr, toJson, underMeter, type Value } from "./python/index.ts";
import { defaultBudget, type Scope } from "./scope.ts";
import { compile as compileYaql } from "./yaql/index.ts";
import { shortRepr } from "./short-repr.ts";

type Evaluate = (scope: Scope) => Value;

/** The whole context may be large and secret: an error shows only how it begins. In characters. */
const longestData = 200;
/** In characters. */
const longestKept = 20_000;
const templates = new Cache<Evaluate>(2000);

/**
 * Evaluates one string of a workflow as Mistral does: a string that is exactly one expression gives its native value,
 * any other string with expressions gives a text, a plain string is returned as it is.
 *
 * @param text the string
 * @param scope the data context, Mistral's functions and the limits
 * @returns the value as JSON (sets and iterators become arrays, datetimes texts)
 * @throws ExpressionError when the expression is wrong, fails or goes beyond its budget
 */
export function evaluate(text: string, scope: Scope): Json {
  if (!isExpression(text)) return text;
  const value = compiled(text)(scope);
  if (typeof value !== "object" || value === null) return value;
  const language = languageOf(text) ?? "yaql";
  const meter = new Meter(scope.budget ?? defaultBudget);
  return explained(language, text, scope, () =>
    underMeter(meter, () => (language === "jinja" ? resultToJson(value, meter) : toJson(value))),
  );
}

/**
 * Like {@link evaluate}, but with the value as the language made it: sets, datetimes and iterators stay what they are.
 *
 * @param text the string
 * @param scope the data context, Mistral's functions and the limits
 * @throws ExpressionError as {@link evaluate}
 */
export function evaluateValue(text: string, scope: Scope): Value {
  const value = compiled(text)(scope);
  if (languageOf(text) === "jinja") {
    explained("jinja", text, scope, () => measureResult(value, new Meter(scope.budget ?? defaultBudget)));
  }
  return value;
}

/**
 * Evaluates every string in a value, at any depth; keys stay as they are.
 *
 * @param value any JSON value; it is not changed
 * @param scope the data context, Mistral's functions and the limits
 * @throws ExpressionError as {@link evaluate}
 */
export function evaluateDeep(value: Json, scope: Scope): Json {
  if (typeof value === "string") return evaluate(value, scope);
  if (Array.isArray(value)) return value.map((item: Json) => evaluateDeep(item, scope));
  if (!isMap(value)) return value;
  const result: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    Object.defineProperty(result, key, {
      value: evaluateDeep(item, scope),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

/**
 * Mistral's `evaluate_recursively`: as {@link evaluateDeep}, but with data that is false in Python (`{}`, `[]`, `''`, 0,
 * false, null) nothing is evaluated. Mistral shows that where the data is an action's result (`output` of an ad-hoc action).
 *
 * @param value any JSON value; it is not changed
 * @param scope the data context, Mistral's functions and the limits
 * @throws ExpressionError as {@link evaluate}
 */
export function evaluateRecursively(value: Json, scope: Scope): Json {
  return isTrue(scope.data) ? evaluateDeep(value, scope) : value;
}

/** Very long texts are rare and would make the cache heavy. */
function compiled(text: string): Evaluate {
  return text.length > longestKept ? compileText(text) : templates.get(text, compileText);
}

function compileText(text: string): Evaluate {
  const language = languageOf(text);
  if (language === "jinja") return jinjaTemplate(text);
  return language === "yaql" ? yaqlTemplate(text) : () => text;
}

/** Mistral looks for the first `{{ }}` without a check, so a template of blocks alone fails. */
function jinjaTemplate(text: string): Evaluate {
  const print = firstPrint(text);
  if (print === undefined) {
    return (scope) => explained("jinja", text, scope, () => fail("IndexError", "list index out of range"));
  }
  const compile = once(() => (print.matched === text ? compileExpression(print.source) : compileTemplate(text)));
  return (scope) => explained("jinja", text, scope, () => compile().evaluate(scope));
}

/**
 * Each expression in turn replaces every place where its text stands in the current result, also those that an earlier
 * value brought in.
 */
function yaqlTemplate(text: string): Evaluate {
  const expressions = inlineYaql(text).map(({ matched, source }) => {
    const compile = once(() => compileYaql(source));
    const run: Evaluate = (scope) => explained("yaql", source, scope, () => compile().evaluate(scope));
    return { matched, run };
  });
  return (scope) => {
    let result = text;
    for (const { matched, run } of expressions) {
      const value = run(scope);
      if (matched.length === text.length) return value;
      result = explained("yaql", text, scope, () => insert(result, matched, value, scope));
    }
    return result;
  };
}

function insert(text: string, matched: string, value: Value, scope: Scope): string {
  const meter = new Meter(scope.budget ?? defaultBudget);
  const shown = underMeter(meter, () => pyStr(value, "list"));
  meter.size(text.length + shown.length);
  return text.replaceAll(matched, () => shown);
}

/** Compiles at the first use and keeps what was made; an error is thrown at every use. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function fail(pyClass: string, message: string): never {
  throw new PyError(pyClass, message);
}

function explained<T>(language: ExpressionLanguage, expression: string, scope: Scope, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof PyError) throw explain(language, expression, scope.data, error.pyClass, error.message);
    const exhausted = error instanceof RangeError ? exhaustion(error) : undefined;
    if (exhausted === undefined) throw error;
    throw explain(language, expression, scope.data, exhausted.pyClass, exhausted.message);
  }
}

/** What Python would say where the host runs out of stack or of room for one value. */
function exhaustion({ message }: RangeError): PyError | undefined {
  if (message.includes("call stack")) return new PyError("RecursionError", "maximum recursion depth exceeded");
  const isTooLarge = /^Invalid (string|array) length|^Invalid count value|BigInt/.test(message);
  return isTooLarge ? new PyError("MemoryError", "the expression needs too much memory for one value") : undefined;
}

function explain(language: ExpressionLanguage, expression: string, data: Json, pyClass: string, detail: string) {
  const name = language === "yaql" ? "YAQL" : "Jinja";
  const message = `Can not evaluate ${name} expression [expression=${expression}, error=${detail}, data=${shortRepr(data, longestData)}]`;
  return new ExpressionError(language, expression, pyClass, detail, message);
}
