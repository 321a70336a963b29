import { BodyParser } from "./body-parser.ts";
import type { Expression, Template } from "./nodes.ts";
import { statements } from "./statements.ts";

/**
 * Reads a template.
 *
 * @param source the template
 * @throws TemplateSyntaxError with Jinja's message
 */
export function parseTemplate(source: string): Template {
  return new BodyParser(source, "text", statements).parseTemplate();
}

/**
 * Reads a bare expression, as it stands between `{{` and `}}`.
 *
 * @param source the expression
 * @throws TemplateSyntaxError with Jinja's message
 */
export function parseExpression(source: string): Expression {
  return new BodyParser(source, "variable", statements).parseWhole();
}
