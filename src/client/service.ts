import type { JsonMap } from "../core/base/index.ts";
import { pathOf, type Connection } from "./connection.ts";
import { ServiceError } from "./error.ts";

/** A node that is alive, once for each thing that it does. */
export interface ServiceNode {
  readonly name: string;
  readonly type: string;
}

/** Whether the service takes work. */
export type MaintenanceStatus = "RUNNING" | "PAUSING" | "PAUSED";

/** The deployment itself: `/v2/services`, `/maintenance`, `/info`, `/readyz`, `/metrics`. */
export class Service {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async nodes(): Promise<readonly ServiceNode[]> {
    return (await this.#connection.get<{ services: ServiceNode[] }>(pathOf("services"))).services;
  }

  /** Whether it can work; the reason where it cannot. */
  async readiness(): Promise<{ readonly ready: true } | { readonly ready: false; readonly reason: string }> {
    try {
      await this.#connection.get("/readyz");
      return { ready: true };
    } catch (error) {
      if (!(error instanceof ServiceError) || error.status !== 503) throw error;
      return { ready: false, reason: error.message };
    }
  }

  async maintenance(): Promise<MaintenanceStatus> {
    return (await this.#connection.get<{ status: MaintenanceStatus }>("/maintenance")).status;
  }

  /** Brings it to rest, which pauses all executions, or back to work. */
  async changeMaintenance(status: "RUNNING" | "PAUSED"): Promise<MaintenanceStatus> {
    return (await this.#connection.put<{ status: MaintenanceStatus }>("/maintenance", { status })).status;
  }

  /** What the deployment says of itself. */
  info(): Promise<JsonMap> {
    return this.#connection.get("/info");
  }

  /** What the node that answers counts, for Prometheus. */
  metrics(): Promise<string> {
    return this.#connection.getText("/metrics", {}, "text/plain");
  }
}
