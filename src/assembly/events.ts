import { CallSecrets, secretSettings, secretSources } from "../actions/index.ts";
import type { Settings } from "../config.ts";
import type { Json } from "../core/base/index.ts";
import { systemClock, type OutsideExpressions, type Runtime } from "../runtime/index.ts";
import type { Store } from "../store/index.ts";
import { AmqpReceiver, EventDefinitions, EventInbox, Webhooks } from "../triggers/index.ts";
import { readNamedFile } from "./named-file.ts";

/** Where events come in, and what has to be started and stopped for it. */
export interface EventIntake {
  readonly inbox: EventInbox;
  readonly webhooks: Webhooks;
  /** To be called when an event trigger came or went. */
  changed(): void;
  start(): void;
  stop(): Promise<void>;
}

export interface EventParts {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly expressions: OutsideExpressions;
  readonly isResting: () => boolean;
  readonly onTrouble: (what: string, error: unknown) => void;
}

const hourMs = 3_600_000;

/** What the deployment says of events in files. */
export interface EventFiles {
  readonly definitions: EventDefinitions;
  readonly webhooks: Webhooks;
}

/** @throws SettingsError when a file that the settings name is not in order */
export async function readEventFiles(settings: Settings, expressions: OutsideExpressions): Promise<EventFiles> {
  const sources = secretSources({ ...secretSettings(settings), isByProject: false });
  const secretOf = async (value: Json): Promise<string> => {
    const { secret } = await new CallSecrets(sources, "", new AbortController().signal).resolve({ secret: value });
    return typeof secret === "string" ? secret : "";
  };
  const definitions = await readNamedFile(settings, "eventDefinitionsFile", (text, path) =>
    EventDefinitions.read(text, path),
  );
  const webhooks = await readNamedFile(settings, "webhooksFile", (text, path) =>
    Webhooks.read(text, path, expressions, secretOf),
  );
  return { definitions, webhooks };
}

/** Where events come in. */
export function openEvents(settings: Settings, { definitions, webhooks }: EventFiles, parts: EventParts): EventIntake {
  const clock = systemClock;
  const inbox = new EventInbox({
    ...parts,
    clock,
    definitions,
    reachesAll: settings.auth === "none",
    memoryMs: settings.eventsMemoryHours * hourMs,
  });
  const { eventsAmqpUrl: url, eventsAmqpQueue: queue, eventsAmqpExchanges: exchanges } = settings;
  const amqp = url === undefined ? undefined : new AmqpReceiver({ ...parts, clock, inbox, url, queue, exchanges });
  return {
    inbox,
    webhooks,
    changed: () => amqp?.changed(),
    start() {
      inbox.start();
      amqp?.start();
    },
    async stop() {
      await amqp?.stop();
      await inbox.stop();
    },
  };
}
