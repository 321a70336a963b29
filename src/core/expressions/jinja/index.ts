/**
 * Jinja 3.1 as Mistral configures it: sandboxed, strict about what is undefined, blocks trimmed.
 *
 * It does not know which texts are templates, nor where Mistral's functions get their data.
 */
import { type CompiledTemplate, TemplateCompiler } from "./compile/template.ts";
import { environment } from "./environment.ts";
import { members } from "./methods/find-method.ts";

export { checkJinja, tasksInJinja } from "./check/check.ts";
export { measureResult, resultToJson } from "./result.ts";

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
