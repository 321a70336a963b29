import type { Store } from "../../store/index.ts";

const prefix = "worker ";

/** How long a worker may be silent before its actions count as lost. */
export const workerLeaseMs = 60_000;

/** The id under which a worker holds its lease, among those of nodes. */
export function workerNodeId(workerId: string): string {
  return `${prefix}${workerId}`;
}

/** Whether an id of a node is a worker's. */
export function isWorkerId(nodeId: string): boolean {
  return nodeId.startsWith(prefix);
}

/**
 * Takes what an earlier process knew of others for outdated: SQLite has one node at a time, so all it knows are gone. Workers
 * could not renew their leases while no node was there; they get a new one.
 */
export async function forgetNodes(store: Store): Promise<void> {
  for (const { id } of await store.nodes()) {
    if (isWorkerId(id)) await store.holdLease(id, workerLeaseMs);
    else if (store.dialect === "sqlite") await store.removeNode(id);
  }
}
