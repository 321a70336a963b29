import type { TaskName, TemplateFinding } from "../../finding.ts";
import { PyError } from "../../python/index.ts";
import { library } from "../compile/library.ts";
import { ownName } from "../registry/own-name.ts";
import type { Call, Node } from "../syntax/node.ts";
import { parse } from "../syntax/parser.ts";
import { YaqlSyntaxError } from "../syntax/syntax-error.ts";
import type { FoundCall } from "./walk.ts";
import { callsIn, literalText } from "./walk.ts";

/**
 * What Mistral refuses in an expression when it checks a definition, and what it accepts although it cannot work.
 *
 * @param source the expression without its delimiters
 * @returns the findings in the order of the text; only a broken grammar is an error, an unknown function is a warning
 */
export function checkYaql(source: string): TemplateFinding[] {
  const node = parsed(source);
  if (node instanceof YaqlSyntaxError) {
    const { message, offset } = node;
    return [{ severity: "error", code: "expression-syntax", message, offset, length: offset < source.length ? 1 : 0 }];
  }
  if (node === undefined) return [];
  const calls = callsIn(node);
  const own = ownFunctions(calls);
  return calls.flatMap((found) => callFinding(found, own) ?? []);
}

/**
 * The tasks that an expression names literally: `task('x')`, `task(x)`, `task(taskName => x)`.
 *
 * @param source the expression without its delimiters
 * @returns the names in the order of the text; none when the grammar is broken
 */
export function tasksInYaql(source: string): TaskName[] {
  const node = parsed(source);
  if (node === undefined || node instanceof YaqlSyntaxError) return [];
  return callsIn(node).flatMap(({ call, isMethod }) => {
    if (isMethod || call.name !== "task") return [];
    const argument = call.args[0]?.type === "rule" ? call.args[0].destination : call.args[0];
    const name = literalText(argument);
    if (name === undefined || argument === undefined) return [];
    return [{ name, offset: argument.offset, length: lengthOf(source, argument.offset, name) }];
  });
}

/** The tree, or what is wrong with the grammar; undefined when it is too deep to be looked at. */
function parsed(source: string): Node | YaqlSyntaxError | undefined {
  try {
    return parse(source);
  } catch (error) {
    if (error instanceof YaqlSyntaxError) return error;
    if (error instanceof PyError) return undefined;
    throw error;
  }
}

/** The names that `def` makes; undefined when one of them is not written out. */
function ownFunctions(calls: readonly FoundCall[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { call, isMethod } of calls) {
    if (isMethod || call.name !== "def") continue;
    const name = literalText(call.args[0]);
    if (name === undefined) return undefined;
    names.add(ownName(name));
  }
  return names;
}

const operatorWords: ReadonlySet<string> = new Set(["not", "and", "or", "in", "mod"]);

function callFinding({ call, isMethod }: FoundCall, own: ReadonlySet<string> | undefined): TemplateFinding | undefined {
  const { name } = call;
  const asFunction = library.findFunctions(name).length > 0;
  const asMethod = library.findMethods(name).length > 0;
  if (isMethod ? asMethod : asFunction) return undefined;
  if (operatorWords.has(name)) {
    const message = `"${name}(" is read as a call of a function; put a blank between the operator and the parenthesis`;
    return warning(call, "operator-as-call", message);
  }
  if (isMethod) {
    const hint = asFunction ? `; it is only a function: ${name}(x)` : "";
    return warning(call, "unknown-function", `Unknown method "${name}"${hint}`);
  }
  if (own === undefined || own.has(name)) return undefined;
  const hint = asMethod ? `; it is only a method: x.${name}()` : "";
  return warning(call, "unknown-function", `Unknown function "${name}"${hint}`);
}

function warning(call: Call, code: TemplateFinding["code"], message: string): TemplateFinding {
  return { severity: "warning", code, message, offset: call.offset, length: call.name.length };
}

/** The length of a name as it is written, quotes included. */
function lengthOf(source: string, offset: number, name: string): number {
  const quote = source.charAt(offset);
  if (!"'\"`".includes(quote)) return name.length;
  let end = offset + 1;
  while (end < source.length && source.charAt(end) !== quote) end += source.charAt(end) === "\\" ? 2 : 1;
  return end + 1 - offset;
}
