import type { WorkerAction, WorkerLease } from "../api/shapes/index.ts";
import type { Json } from "../core/base/index.ts";
import { pathOf, type Connection } from "./connection.ts";

/** What a worker asks for. */
export interface WorkerPoll {
  /** Names of the actions that it can do. */
  readonly actions: readonly string[];
  /** Most actions that it takes now; 1 if not said. */
  readonly limit?: number;
  /** How long the answer may wait for an action; 0 if not said. */
  readonly wait_seconds?: number;
  /** Actions of all projects, which is for admins. */
  readonly all_projects?: boolean;
}

/** `/v2/workers`. */
export class Workers {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  register(): Promise<WorkerLease> {
    return this.#connection.post(pathOf("workers"), {});
  }

  /** Fetches actions; none when the time is over. */
  async poll(id: string, poll: WorkerPoll): Promise<readonly WorkerAction[]> {
    const answer = await this.#connection.post<{ actions: WorkerAction[] }>(pathOf("workers", id, "poll"), { ...poll });
    return answer.actions;
  }

  /** @returns ids of those that need not be done any more */
  async heartbeat(id: string, actionIds: readonly string[]): Promise<readonly string[]> {
    const path = pathOf("workers", id, "heartbeat");
    return (await this.#connection.post<{ lost: string[] }>(path, { actions: actionIds })).lost;
  }

  async complete(id: string, actionId: string, result: Json): Promise<void> {
    await this.#connection.post(pathOf("workers", id, "complete"), { action_id: actionId, result });
  }

  async fail(id: string, actionId: string, error: Json): Promise<void> {
    await this.#connection.post(pathOf("workers", id, "fail"), { action_id: actionId, error });
  }

  /** What the worker has not done is offered to others. */
  async leave(id: string): Promise<void> {
    await this.#connection.delete(pathOf("workers", id));
  }
}
