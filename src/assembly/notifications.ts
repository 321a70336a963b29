import { secretSettings, secretSources, type HttpLimits } from "../actions/index.ts";
import type { Settings } from "../config.ts";
import type { JsonMap } from "../core/base/index.ts";
import { Notifier, readListeners, systemClock } from "../runtime/index.ts";
import type { Store } from "../store/index.ts";
import { readNamedFile } from "./named-file.ts";

const secondMs = 1000;
const hourMs = 3_600_000;

/** Who is told of what happens in every execution. @throws SettingsError when the file is not in order */
export function readDeploymentListeners(settings: Settings): Promise<readonly JsonMap[]> {
  return readNamedFile(settings, "notificationsFile", readListeners);
}

/** What tells listeners. */
export function openNotifier(
  settings: Settings,
  limits: HttpLimits,
  store: Store,
  listeners: readonly JsonMap[],
  onTrouble: (what: string, error: unknown) => void,
): Notifier {
  const secrets = secretSettings(settings);
  return new Notifier({
    store,
    clock: systemClock,
    random: Math.random,
    limits,
    secretSources: secretSources(secrets),
    deployment: { listeners, secretSources: secretSources({ ...secrets, isByProject: false }) },
    secret: settings.notificationsSecret,
    timeoutMs: settings.notificationsTimeoutSeconds * secondMs,
    giveUpMs: settings.notificationsGiveUpHours * hourMs,
    onTrouble,
  });
}
