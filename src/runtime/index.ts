/**
 * The secretary: loads an execution's state, asks for a decision, stores changes and deeds in one transaction, and only
 * then does the deeds, whose results are new events. The only room that changes an execution.
 *
 * It does not know what a decision means, how definitions come about, or who asks through which door.
 */
export { Alarm } from "./alarm.ts";
export { systemClock } from "./clock.ts";
export type { Clock } from "./clock.ts";
export { whenEnded } from "./ended.ts";
export { Expiry } from "./expiry.ts";
export type { ExpiryRules } from "./expiry.ts";
export { idSource } from "./ids.ts";
export { Maintenance } from "./maintenance.ts";
export { readListeners } from "./notifications/listeners.ts";
export { Notifier } from "./notifications/notifier.ts";
export { standardSignature } from "./notifications/signature.ts";
export { outsideExpressions } from "./outside-expressions.ts";
export type { OutsideExpressions } from "./outside-expressions.ts";
export type { MigrationOutcome } from "./lanes/migration.ts";
export { Busy, MigrationRefused, NotFound, QuotaReached, Refused } from "./problems.ts";
export { allRoles } from "./cluster/roles.ts";
export type { Role } from "./cluster/roles.ts";
export { Runtime } from "./runtime.ts";
export type { RuntimeOptions } from "./options.ts";
export type { CommitListener } from "./runtime.ts";
export type { RuntimeObserver, RuntimeStatistics } from "./statistics.ts";
export { isWorkerId } from "./workers/worker-id.ts";
export { Workers } from "./workers/workers.ts";
export type { WorkerTask } from "./workers/workers.ts";
