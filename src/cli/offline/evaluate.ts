import { isMap, parseJson, writeJson, type Json, type JsonMap } from "../../core/base/index.ts";
import {
  checkTemplate,
  evaluateRecursively,
  evaluateValue,
  ExpressionError,
  isExpression,
  notationOf,
} from "../../core/expressions/index.ts";
import { CliError, exitCodes, type ExitCode } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { dataFunctions } from "./functions.ts";

export interface EvaluateOptions {
  readonly lang?: string;
  readonly data?: string;
  readonly batch?: boolean;
}

/**
 * `ostro evaluate`: evaluates one expression, or with `--batch` one for each line of standard input.
 *
 * @throws CliError for wrong use, or with code 1 when the expression fails
 */
export async function evaluateCommand(
  host: CliHost,
  expression: string | undefined,
  options: EvaluateOptions,
): Promise<ExitCode> {
  if (options.batch === true) {
    for await (const line of host.lines()) if (line.trim() !== "") host.out(`${writeJson(answerLine(line))}\n`);
    return exitCodes.done;
  }
  if (expression === undefined) throw new CliError("Give an expression, or --batch to read them from standard input.");
  const data = options.data === undefined ? {} : await readData(host, options.data);
  try {
    const text = withDelimiters(expression, options.lang);
    host.out(`${writeJson(notationOf(evaluateValue(text, { data, functions: dataFunctions(data) })), 2)}\n`);
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    host.err(`${error.causeClass}: ${error.detail}\n${error.message}\n`);
    return exitCodes.notSucceeded;
  }
}

/** A bare expression gets the delimiters of its language. */
function withDelimiters(expression: string, lang: string | undefined): string {
  if (lang !== undefined && lang !== "yaql" && lang !== "jinja") {
    throw new CliError(`Unknown language '${lang}': choose yaql or jinja.`);
  }
  if (isExpression(expression)) return expression;
  return lang === "jinja" ? `{{ ${expression} }}` : `<% ${expression} %>`;
}

async function readData(host: CliHost, path: string): Promise<Json> {
  const text = await host.readFile(path);
  try {
    return parseJson(text);
  } catch (error) {
    throw new CliError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function answerLine(line: string): JsonMap {
  let id: Json = null;
  try {
    const request = parseJson(line);
    if (!isMap(request) || request["expr"] === undefined) return bad("a line must be an object with 'expr'");
    id = request["id"] ?? null;
    return { id, ...answer(request["expr"], request["data"] ?? {}, request["mode"] === "recursive") };
  } catch (error) {
    if (error instanceof SyntaxError) return bad(error.message);
    return { id, error: "Error", cause: "Error", message: error instanceof Error ? error.message : String(error) };
  }
}

function bad(message: string): JsonMap {
  return { id: null, error: "BadInput", message };
}

function answer(expr: Json, data: Json, isRecursive: boolean): JsonMap {
  const valid: JsonMap = typeof expr === "string" ? { valid: isValid(expr) } : {};
  const scope = { data, functions: dataFunctions(data) };
  try {
    const result =
      typeof expr === "string" && !isRecursive
        ? notationOf(evaluateValue(expr, scope))
        : evaluateRecursively(expr, scope);
    return { result, ...valid };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const name = error.language === "yaql" ? "YaqlEvaluationException" : "JinjaEvaluationException";
    return { error: name, cause: error.causeClass, message: error.message, ...valid };
  }
}

function isValid(text: string): boolean {
  return checkTemplate(text).every(({ severity }) => severity !== "error");
}
