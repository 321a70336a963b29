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
import { isServed, workerAction } from "./workers/served.ts";

/** The actions that a service can run, by name. */
export type ActionRegistry = ReadonlyMap<string, Action>;

export interface RegistryOptions {
  /** What the deployment says about the standard ones. */
  readonly settings?: ActionSettings;
  /** Where JavaScript runs; whoever made it closes it. */
  readonly sandbox?: Sandbox;
  /** Names of actions that workers serve, or the beginnings of names with `*` at the end. */
  readonly served?: readonly string[];
}

/**
 * The standard actions, and more.
 *
 * @param more actions added to the standard ones; one of the same name takes its place
 * @returns all of them by name; those that workers serve are found, too, and the ones whose whole name is given are listed
 */
export function actionRegistry(more: readonly Action[] = [], options: RegistryOptions = {}): ActionRegistry {
  const { settings = actionSettings(usualSettings, () => Date.now()), served = [] } = options;
  const sandbox = options.sandbox ?? new Sandbox(settings.javascript);
  const plain = [noop, asyncNoop, echo, failAction, sleep, testDictAction];
  const all = [
    ...plain,
    ...httpActions(settings.http),
    emailAction(settings.mail),
    ...sshActions(settings.ssh),
    ...javascriptActions(sandbox),
    openstackAction(settings.openstack),
    ...served.filter((name) => !name.endsWith("*")).map(workerAction),
    ...more,
  ];
  return new Registry(all, served);
}

/** A map by name that also has what workers serve under names of any end. */
class Registry extends Map<string, Action> {
  readonly #served: readonly string[];

  constructor(actions: readonly Action[], served: readonly string[]) {
    super(actions.map((action) => [action.name, action]));
    this.#served = served;
  }

  override get(name: string): Action | undefined {
    return super.get(name) ?? (isServed(this.#served, name) ? workerAction(name) : undefined);
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}
