/**
 * What every other room stands on: JSON values that keep Python's kinds of numbers, and problems with a place.
 *
 * It does not know workflows, expressions, files, clocks or databases.
 */
export { Float, float, integer, isList, isMap, parseJson, writeJson, writeOnce } from "./json.ts";
export type { Json, JsonMap } from "./json.ts";
export { renderProblem } from "./problem.ts";
export type { Place, Problem, Severity } from "./problem.ts";
