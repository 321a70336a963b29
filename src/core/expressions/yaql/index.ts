/**
 * YAQL as Mistral runs it: grammar, functions and their resolution, evaluation within a budget, and the check of a
 * definition's expressions.
 *
 * It does not know where in a text an expression stands (`<% %>`), Jinja, or where Mistral's functions get their data.
 */
export { checkYaql, tasksInYaql } from "./check/check.ts";
export { compile } from "./compile/compile.ts";
