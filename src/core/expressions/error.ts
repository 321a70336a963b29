export type ExpressionLanguage = "yaql" | "jinja";

/**
 * Thrown when an expression cannot be evaluated.
 *
 * `message` is Mistral's text (`Can not evaluate YAQL expression [expression=..., error=..., data=...]`) with the data cut
 * short; `causeClass` names the Python class beneath (`KeyError`, `YaqlGrammarException` ...) and `detail` is its text.
 */
export class ExpressionError extends Error {
  readonly language: ExpressionLanguage;
  readonly expression: string;
  readonly causeClass: string;
  readonly detail: string;

  constructor(language: ExpressionLanguage, expression: string, causeClass: string, detail: string, message: string) {
    super(message);
    this.name = "ExpressionError";
    this.language = language;
    this.expression = expression;
    this.causeClass = causeClass;
    this.detail = detail;
  }
}
