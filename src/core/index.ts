/**
 * Ostro's core as a library: parse, flatten, check, evaluate, decide and rehearse workflows without any input or output.
 *
 * It knows no file, socket, database, clock or random number; they are handed in.
 */
export * from "./base/index.ts";
export * from "./engine/index.ts";
export * from "./expressions/index.ts";
export * from "./inheritance/index.ts";
export * from "./language/index.ts";
export * from "./model/index.ts";
export * from "./rehearse/index.ts";
// Both the expressions and the model have a Scope; the one of an evaluation is what callers need.
export type { Scope } from "./expressions/index.ts";
