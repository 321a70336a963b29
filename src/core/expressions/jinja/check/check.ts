import type { TaskName, TemplateFinding } from "../../finding.ts";
import { environment } from "../environment.ts";
import type { Expression, Template } from "../syntax/nodes.ts";
import { parseExpression, parseTemplate } from "../syntax/parse.ts";
import { TemplateSyntaxError } from "../syntax/syntax-error.ts";
import { expressionsIn, statementsIn, withInner } from "../syntax/walk.ts";

/**
 * What Mistral refuses in a template when it checks a definition, and what it accepts although it hardly works.
 *
 * @param text a text with `{{ }}` or `{% %}`
 * @param print what stands between the first `{{` and `}}`, and whether that is the whole text; undefined for blocks alone
 * @returns the findings in the order of the text; only what Jinja cannot parse is an error
 */
export function checkJinja(
  text: string,
  print: { readonly source: string; readonly isWhole: boolean } | undefined,
): TemplateFinding[] {
  const template = parsed(() => parseTemplate(text));
  if (template instanceof TemplateSyntaxError) return [syntaxError(template, text)];
  if (print === undefined) return [blocksOnly(text), ...unknownNames(template)];
  const node = print.isWhole ? parsed(() => parseExpression(print.source)) : undefined;
  const findings = node === undefined ? lostValue(text, template) : wholeExpression(text, node);
  return [...findings, ...unknownNames(template)].toSorted((a, b) => a.offset - b.offset);
}

/**
 * The tasks that a template names literally: `task('x')`, `task(task_name='x')`, `_ | task('x')`.
 *
 * @param text a text with `{{ }}` or `{% %}`
 * @returns the names in the order of the text; none when Jinja cannot parse it
 */
export function tasksInJinja(text: string): TaskName[] {
  const template = parsed(() => parseTemplate(text));
  if (template instanceof TemplateSyntaxError) return [];
  const names: TaskName[] = [];
  for (const node of expressionsIn(template.body)) {
    const argument = isTaskCall(node) ? taskArgument(node) : undefined;
    if (argument?.type !== "const" || typeof argument.value !== "string") continue;
    names.push({ name: argument.value, offset: argument.offset, length: literalLength(text, argument.offset) });
  }
  return names.toSorted((a, b) => a.offset - b.offset);
}

type Called = Extract<Expression, { readonly type: "call" | "filter" }>;

function isTaskCall(node: Expression): node is Called {
  if (node.type === "filter") return node.name === "task";
  return node.type === "call" && node.callee.type === "name" && node.callee.name === "task";
}

function taskArgument(node: Called): Expression | undefined {
  return node.positional[0] ?? node.keywords.find(({ name }) => name === "task_name")?.value;
}

function parsed<T>(parse: () => T): T | TemplateSyntaxError {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return error;
    if (error instanceof RangeError) return new TemplateSyntaxError("the template is nested too deeply", 0);
    throw error;
  }
}

function syntaxError(error: TemplateSyntaxError, text: string): TemplateFinding {
  const offset = Math.min(error.offset, text.length);
  const message = `Syntax error '${error.message}'.`;
  return { severity: "error", code: "expression-syntax", message, offset, length: offset < text.length ? 1 : 0 };
}

function blocksOnly(text: string): TemplateFinding {
  const offset = Math.max(0, text.indexOf("{%"));
  const message =
    "A template of blocks alone always fails in Mistral, which looks for {{ }}; {{ '' }} anywhere makes it work";
  return { severity: "warning", code: "blocks-only", message, offset, length: 2 };
}

/** What is a template by itself need not be an expression, which is what the whole text is evaluated as. */
function wholeExpression(text: string, node: Expression | TemplateSyntaxError): TemplateFinding[] {
  const sign = /^\{\{[-+]/.test(text) ? 2 : text.length - 3;
  const hasMark = /^\{\{[-+]|[-+]\}\}$/.test(text);
  if (hasMark) {
    const message = "Where {{ }} is the whole text its value is native, and a trim mark is read as an operator";
    return [{ severity: "warning", code: "trim-mark-as-operator", message, offset: sign, length: 1 }];
  }
  if (!(node instanceof TemplateSyntaxError)) return [];
  const offset = Math.min(node.offset + 2, text.length);
  const message = `Where {{ }} is the whole text it must be one expression: ${node.message}`;
  return [{ severity: "warning", code: "not-an-expression", message, offset, length: 1 }];
}

/** The first `}}` ends what Mistral takes for the whole expression, also between the braces of nested dicts. */
function lostValue(text: string, template: Template): TemplateFinding[] {
  const [only] = template.body;
  if (only?.type !== "print" || template.body.length > 1 || !text.startsWith("{{") || !text.endsWith("}}")) return [];
  const offset = text.indexOf("}}");
  const message = "The result is a text, not a value: the first }} ends the expression; write } } inside of it";
  return [{ severity: "warning", code: "value-becomes-text", message, offset, length: 2 }];
}

function unknownNames(template: Template): TemplateFinding[] {
  const known = assignedNames(template);
  const asked = new Set<Expression>();
  const findings: TemplateFinding[] = [];
  for (const node of expressionsIn(template.body)) {
    if (node.type === "filter" && !environment.filters.has(node.name)) {
      findings.push(warn("unknown-filter", `No filter named '${node.name}'.`, node.offset, node.name.length));
    } else if (node.type === "test" && !environment.tests.has(node.name)) {
      findings.push(warn("unknown-test", `No test named '${node.name}'.`, node.offset, node.name.length));
    } else if (node.type === "name" && !asked.has(node) && !known.has(node.name) && !isGlobal(node.name)) {
      findings.push(warn("unknown-name", `'${node.name}' is undefined`, node.offset, node.name.length));
    }
    for (const each of guarded(node)) asked.add(each);
  }
  return findings;
}

/** What may be undefined: the operand of `is defined` and of `default()`. */
function guarded(node: Expression): Iterable<Expression> {
  if (node.type === "test" && (node.name === "defined" || node.name === "undefined")) return withInner(node.operand);
  const hasDefault = node.type === "filter" && (node.name === "default" || node.name === "d");
  return hasDefault && node.operand !== undefined ? withInner(node.operand) : [];
}

const contextNames: ReadonlySet<string> = new Set([
  "_",
  "__env",
  "__execution",
  "__task_execution",
  "self",
  "loop",
  "super",
]);

function isGlobal(name: string): boolean {
  return contextNames.has(name) || environment.globals.has(name);
}

/** Every name that is assigned anywhere: whether it is in time is not looked at. */
function assignedNames(template: Template): ReadonlySet<string> {
  const names = new Set(template.names);
  const add = (more: ReadonlySet<string>) => more.forEach((name) => names.add(name));
  for (const node of statementsIn(template.body)) {
    if (node.type === "for") {
      add(node.loop.names);
      add(node.otherwise.names);
    } else if ("scope" in node) {
      add(node.scope.names);
    }
  }
  return names;
}

function warn(code: TemplateFinding["code"], message: string, offset: number, length: number): TemplateFinding {
  return { severity: "warning", code, message, offset, length };
}

/** The length of a string literal as it is written, quotes included. */
function literalLength(text: string, offset: number): number {
  const quote = text.charAt(offset);
  let end = offset + 1;
  while (end < text.length && text.charAt(end) !== quote) end += text.charAt(end) === "\\" ? 2 : 1;
  return end + 1 - offset;
}
