import type { Action } from "./action.ts";
import { http, mistralHttp } from "./http/http.ts";
import { echo } from "./standard/echo.ts";
import { failAction } from "./standard/fail.ts";
import { asyncNoop, noop } from "./standard/noop.ts";
import { sleep } from "./standard/sleep.ts";
import { testDictAction } from "./standard/test-dict.ts";

/** The actions that a service can run, by name. */
export type ActionRegistry = ReadonlyMap<string, Action>;

/**
 * The standard actions, and more.
 *
 * @param more actions added to the standard ones; one of the same name takes its place
 * @returns all of them by name
 */
export function actionRegistry(more: readonly Action[] = []): ActionRegistry {
  const all = [noop, asyncNoop, echo, failAction, sleep, testDictAction, http, mistralHttp, ...more];
  return new Map(all.map((action) => [action.name, action]));
}
