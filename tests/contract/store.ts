import { afterEach, describe } from "vitest";
import type { Store } from "../../src/store/index.ts";
import { exerciseAccess } from "./store/access/access.ts";
import { exerciseActions } from "./store/actions.ts";
import { exerciseCensus } from "./store/census.ts";
import { exerciseCommits } from "./store/commits.ts";
import { exerciseDefinitions } from "./store/definitions.ts";
import { exerciseEvents } from "./store/triggers/events.ts";
import { exerciseExpiry } from "./store/expiry.ts";
import { exerciseHeartbeat } from "./store/heartbeat.ts";
import { exerciseLists } from "./store/lists.ts";
import { exerciseLoading } from "./store/loading.ts";
import { exerciseMigrations } from "./store/executions/migrations.ts";
import type { OpenStore } from "./store/open.ts";
import { exerciseAgainstModel } from "./store/model.ts";
import { exerciseRaces } from "./store/races.ts";
import { exerciseRecovery } from "./store/recovery.ts";
import { exerciseTriggers } from "./store/triggers/triggers.ts";
import { exerciseWorkflows } from "./store/workflows.ts";

/**
 * All that a store must do, whatever is beneath it.
 *
 * @param name of the database
 * @param open makes a new, empty store
 */
export function exerciseStore(name: string, open: OpenStore): void {
  const opened: Store[] = [];

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  async function openAndClose(): Promise<Store> {
    const store = await open();
    opened.push(store);
    return store;
  }

  describe(name, () => {
    for (const exercise of exercises) exercise(openAndClose);
  });
}

const exercises: readonly ((open: OpenStore) => void)[] = [
  exerciseCommits,
  exerciseAgainstModel,
  exerciseLoading,
  exerciseRaces,
  exerciseRecovery,
  exerciseHeartbeat,
  exerciseCensus,
  exerciseActions,
  exerciseExpiry,
  exerciseLists,
  exerciseMigrations,
  exerciseDefinitions,
  exerciseWorkflows,
  exerciseTriggers,
  exerciseEvents,
  exerciseAccess,
];
