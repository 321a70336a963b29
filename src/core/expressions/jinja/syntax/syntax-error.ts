import { PyError } from "../../python/index.ts";

/** A template that Jinja refuses to compile; `offset` is the place in the source, in UTF-16 units. */
export class TemplateSyntaxError extends PyError {
  readonly offset: number;

  constructor(message: string, offset: number, pyClass = "TemplateSyntaxError") {
    super(pyClass, message);
    this.offset = offset;
  }
}
