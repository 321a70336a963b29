/**
 * Jinja 3.1 as Mistral configures it: sandboxed, strict about what is undefined, blocks trimmed.
 *
 * It does not know which texts are templates, nor where Mistral's functions get their data.
 */
import { type CompiledTemplate, TemplateCompiler } from "./compile/template.ts";
import type { Environment } from "./evaluation/evaluation.ts";
import { filters } from "./filters/all-filters.ts";
import { jinjaGlobals } from "./globals/globals.ts";
import { members } from "./methods/find-method.ts";
import { mistralFilters, mistralGlobals } from "./mistral-functions.ts";
import { tests } from "./tests/tests.ts";

export { TemplateSyntaxError } from "./syntax/syntax-error.ts";

/** What every template of Mistral's can name. */
export const environment: Environment = {
  filters: new Map([...filters, ...mistralFilters]),
  tests,
  globals: new Map([...jinjaGlobals, ...mistralGlobals]),
};

const compiler = new TemplateCompiler(environment, members);

/**
 * Compiles what stands between `{{` and `}}` where that is the whole text; it gives a native value.
 *
 * @throws TemplateSyntaxError with Jinja's message
 */
export function compileExpression(source: string): CompiledTemplate {
  return compiler.compileExpression(source);
}

/**
 * Compiles a text with `{{ }}` and `{% %}`; it gives a text.
 *
 * @throws TemplateSyntaxError with Jinja's message
 */
export function compileTemplate(source: string): CompiledTemplate {
  return compiler.compileTemplate(source);
}
