import type { BodyParser } from "./body-parser.ts";
import { place } from "./expression-parser.ts";
import type { Statement } from "./nodes.ts";
import { TemplateSyntaxError } from "./syntax-error.ts";

/** `{% include "x" ignore missing with context %}` */
export function parseInclude(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const template = parser.parseExpression();
  if (parser.stream.is("name:ignore") && parser.stream.isNext("name:missing")) {
    parser.stream.next();
    parser.stream.next();
  }
  skipContext(parser);
  return { type: "load", names: [], template, ...at };
}

/** `{% extends "x" %}` */
export function parseExtends(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  return { type: "load", names: [], template: parser.parseExpression(), ...at };
}

/** `{% import "x" as y %}` */
export function parseImport(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const template = parser.parseExpression();
  parser.stream.expect("name:as");
  const name = parser.parseTargetName();
  parser.declareName(name);
  skipContext(parser);
  return { type: "load", names: [name], template, ...at };
}

/** `{% from "x" import y as z %}` */
export function parseFrom(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const template = parser.parseExpression();
  parser.stream.expect("name:import");
  const names: string[] = [];
  for (;;) {
    if (names.length > 0) parser.stream.expect(",");
    if (!parser.stream.is("name")) parser.stream.expect("name");
    if (skipContext(parser)) break;
    const token = parser.stream.current;
    const name = parser.parseTargetName();
    if (name.startsWith("_")) {
      const text = "names starting with an underline can not be imported";
      throw new TemplateSyntaxError(text, token.offset, "TemplateAssertionError");
    }
    names.push(parser.stream.skip("name:as") ? parser.parseTargetName() : name);
    if (skipContext(parser) || !parser.stream.is(",")) break;
  }
  for (const name of names) parser.declareName(name);
  return { type: "load", names, template, ...at };
}

function skipContext(parser: BodyParser): boolean {
  if (!parser.stream.is("name:with", "name:without") || !parser.stream.isNext("name:context")) return false;
  parser.stream.next();
  parser.stream.next();
  return true;
}
