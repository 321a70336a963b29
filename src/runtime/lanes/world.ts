import type { JsonMap } from "../../core/base/index.ts";
import { MissingData, type DataRequest, type World } from "../../core/engine/index.ts";
import type { Definitions } from "./definitions.ts";

/** Reads what is not of the execution itself: tasks and executions of others as expression functions show them. */
export interface FunctionReader {
  /** The variables of a stored environment. */
  readEnvironment(name: string, project: string): Promise<JsonMap | undefined>;
  read(request: Extract<DataRequest, { type: "tasks" | "executions" }>, project: string): Promise<readonly JsonMap[]>;
}

export interface Chance {
  newId(): string;
  random(): number;
}

/** What decisions are taken with. */
export interface Surroundings {
  /** Names already looked up. */
  readonly definitions: Definitions;
  /** Answers `tasks()` and `executions()`. */
  readonly reader: FunctionReader;
  readonly chance: Chance;
  /** See the setting `execution_field_size_limit_kb`; no limit when left out. */
  readonly fieldSizeLimitKb?: number | undefined;
  /** Who is told of what happens in every execution. */
  readonly listeners?: readonly JsonMap[] | undefined;
}

/** So many times a decision may ask for more data before it counts as broken. */
const mostRequests = 10_000;

/**
 * Lets a synchronous decision read what is in the database: it is taken again each time it turned out to need something,
 * with the answer at hand.
 *
 * @param surroundings what does not change from decision to decision
 * @param project whose definitions are seen
 * @param now milliseconds since 1970-01-01T00:00:00Z; the same in every try
 * @param work the decision; may run several times, so it must not change anything
 * @returns what `work` returns
 * @throws whatever `work` throws but {@link MissingData}
 */
export async function withWorld<T>(
  { definitions, reader, chance, fieldSizeLimitKb, listeners }: Surroundings,
  project: string,
  now: number,
  work: (world: World) => T,
): Promise<T> {
  const answers = new Map<string, readonly JsonMap[]>();
  const answer = (request: Extract<DataRequest, { type: "tasks" | "executions" }>) => {
    const found = answers.get(JSON.stringify(request));
    if (found === undefined) throw new MissingData(request);
    return found;
  };
  const environments = new Map<string, JsonMap | undefined>();
  const ids = sameEachTime(() => chance.newId());
  const numbers = sameEachTime(() => chance.random());
  const world: World = {
    now,
    fieldSizeLimitKb,
    listeners,
    newId: ids.next,
    random: numbers.next,
    findWorkflow(name, namespace) {
      const known = definitions.knownWorkflow(name, namespace, project);
      if (known === undefined) throw new MissingData({ type: "workflow", name, namespace });
      return known ?? undefined;
    },
    findAction(name, namespace) {
      const known = definitions.knownAction(name, namespace, project);
      if (known === undefined) throw new MissingData({ type: "action", name, namespace });
      return known ?? undefined;
    },
    findEnvironment(name) {
      if (!environments.has(name)) throw new MissingData({ type: "environment", name });
      return environments.get(name);
    },
    findTasks: (query) => answer({ type: "tasks", query }),
    findExecutions: (query) => answer({ type: "executions", query }),
  };
  for (let tries = 0; tries < mostRequests; tries += 1) {
    ids.restart();
    numbers.restart();
    try {
      return work(world);
    } catch (error) {
      if (!(error instanceof MissingData)) throw error;
      await load(error.request);
    }
  }
  throw new Error(`A decision asked for data ${mostRequests} times`);

  async function load(request: DataRequest): Promise<void> {
    switch (request.type) {
      case "workflow":
        await definitions.findWorkflow(request.name, request.namespace, project);
        return;
      case "action":
        await definitions.findAction(request.name, request.namespace, project);
        return;
      case "environment":
        environments.set(request.name, await reader.readEnvironment(request.name, project));
        return;
      case "tasks":
      case "executions":
        answers.set(JSON.stringify(request), await reader.read(request, project));
    }
  }
}

/** Draws the same again after a restart: a decision that asks by what it has drawn would ask for something else each time. */
function sameEachTime<T>(draw: () => T): { readonly next: () => T; readonly restart: () => void } {
  const drawn: T[] = [];
  let place = 0;
  return {
    next: () => {
      if (place === drawn.length) drawn.push(draw());
      return drawn[place++] as T;
    },
    restart: () => void (place = 0),
  };
}
