/**
 * What is remembered: executions with their tasks, actions, timers and messages, and the definitions they run from, in
 * SQLite or PostgreSQL. Writes of executions are commits of decisions; reads are lists and single rows.
 *
 * It deliberately knows records and no rules: not which state may follow which, not what a message means, not what a
 * definition says. It never reads a clock but for the leases of nodes, and decides nothing.
 */
export type { Backlog, Census } from "./census.ts";
export type { CommitResult, Dispatched, ExecutionCommit } from "./commit.ts";
export type {
  CronAdvance,
  DefinitionStore,
  Definitions,
  ParentEdge,
  RevisionOwnPart,
  RevisionStamp,
  RevisionSummary,
} from "./definitions.ts";
export { backUp, lookInto, migrate, openStore, restore } from "./open.ts";
export type { ExecutionBundle, NodeAbout, NodeRecord, Pending, SchemaStatus, Store, StoreView, Wake } from "./port.ts";
export { DatabaseInUse, DatabaseUnusable, Duplicate, MarkerNotFound, SchemaMismatch } from "./problems.ts";
export type { Filter, FilterOperator, Reader, Sort, Visibility } from "./query.ts";
