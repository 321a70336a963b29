/**
 * Expressions as Mistral evaluates them: finds `<% YAQL %>` and `{{ Jinja }}` in a text, evaluates it against a data context,
 * and says before it runs what is wrong with it.
 *
 * It does not know workflows, tasks or databases: what Mistral's own functions read comes in through
 * {@link MistralFunctions}. It reads no clock and no random source, and ends within its {@link Budget}.
 */
export { checkTemplate, namedTasks } from "./check.ts";
export { isExpression } from "./dispatch.ts";
export { ExpressionError } from "./error.ts";
export type { ExpressionLanguage } from "./error.ts";
export type { TaskName, TemplateFinding, TemplateFindingCode } from "./finding.ts";
export { isTrue, pythonJson, pythonRepr, pythonText, readPythonJson } from "./python-text.ts";
export { notationOf } from "./notation.ts";
export { defaultBudget } from "./scope.ts";
export type { Budget, ExecutionsQuery, MistralFunctions, Scope, TasksQuery } from "./scope.ts";
export { evaluate, evaluateDeep, evaluateRecursively, evaluateValue } from "./template.ts";
