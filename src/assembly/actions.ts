import { actionPackages, actionSettings, ActionThreads } from "../actions/index.ts";
import { fileProblem, type Settings } from "../config.ts";

/** An action of a module that does not let go of its thread for so long is ended. */
const blockedMs = 30_000;

/**
 * The threads in which the deployment's own actions run.
 *
 * @returns undefined where it has none
 * @throws SettingsError when a module cannot be used
 */
export async function actionThreads(settings: Settings): Promise<ActionThreads | undefined> {
  const { actionsByKeyword, actionsThreads, actionsMemoryMb } = settings;
  const folder = process.cwd();
  const modules = [...settings.actionsModules, ...(actionsByKeyword ? await actionPackages(folder) : [])];
  if (modules.length === 0) return undefined;
  try {
    return await ActionThreads.start({
      modules,
      folder,
      threads: actionsThreads,
      memoryMb: actionsMemoryMb,
      blockedMs,
    });
  } catch (error) {
    throw fileProblem("actionsModules", error instanceof Error ? error.message : String(error));
  }
}

/** What the deployment says about the standard actions. @throws SettingsError when an address to be refused is none */
export function actionSettingsOf(settings: Settings, now: () => number): ReturnType<typeof actionSettings> {
  try {
    return actionSettings(settings, now);
  } catch (error) {
    throw fileProblem("httpRefusedAddresses", error instanceof Error ? error.message : String(error));
  }
}
