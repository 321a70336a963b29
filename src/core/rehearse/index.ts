/**
 * Runs workflows in memory, on the engine's own decisions, with a clock that is moved by hand and actions that are played: a
 * wait of ten hours takes no time. For users' tests of their workflows, and for ours.
 *
 * It does not know databases, the network or what a real action does.
 */
export { Catalogue } from "./catalogue.ts";
export type { Added, SystemAction } from "./catalogue.ts";
export { Endless, Stage } from "./stage.ts";
export type { Performance, StageOptions } from "./stage.ts";
export { checksOf, differencesOf } from "./expectation.ts";
export type { Check } from "./expectation.ts";
export { readRehearsal } from "./read.ts";
export type { Answer, Expectation, Rehearsal, TaskExpectation } from "./rehearsal.ts";
export { rehearse } from "./rehearse.ts";
export type { NotRehearsed, Rehearsed } from "./rehearse.ts";
