import type { Action } from "./action.ts";
import { httpActions } from "./http/http.ts";
import { javascriptActions } from "./javascript/javascript.ts";
import { Sandbox } from "./javascript/sandbox.ts";
import { emailAction } from "./mail/email.ts";
import { openstackAction } from "./openstack/request.ts";
import { actionSettings, usualSettings, type ActionSettings } from "./settings.ts";
import { sshActions } from "./ssh/ssh.ts";
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
 * @param settings what the deployment says about the standard ones
 * @param sandbox where JavaScript runs; whoever made it closes it
 * @returns all of them by name
 */
export function actionRegistry(
  more: readonly Action[] = [],
  settings: ActionSettings = actionSettings(usualSettings, () => Date.now()),
  sandbox: Sandbox = new Sandbox(settings.javascript),
): ActionRegistry {
  const plain = [noop, asyncNoop, echo, failAction, sleep, testDictAction];
  const all = [
    ...plain,
    ...httpActions(settings.http),
    emailAction(settings.mail),
    ...sshActions(settings.ssh),
    ...javascriptActions(sandbox),
    openstackAction(settings.openstack),
    ...more,
  ];
  return new Map(all.map((action) => [action.name, action]));
}
