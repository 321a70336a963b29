import type { DefinitionStore } from "../definitions.ts";
import type { Store } from "../port.ts";
import type { Database } from "../rows/database.ts";
import { actionDefinitionTable, environmentTable, workbookTable } from "../rows/definitions.ts";
import { actionTable, executionTable, migrationTable, taskTable } from "../rows/executions.ts";
import { codeSourceTable, dynamicActionTable, memberTable } from "../rows/sharing.ts";
import { eventTriggerTable } from "../rows/triggers.ts";
import { accessOf } from "./access/access.ts";
import { changeAction, deleteAction, orphanedActions, requeueActions } from "./actions.ts";
import { takeCensus } from "./service/census.ts";
import { cronTriggersOf } from "./definitions/cron-triggers.ts";
import { definitionsOf, rowsOf } from "./definitions/definitions.ts";
import { deleteExecution, executionsWithMessages, stuckExecutions } from "./executions.ts";
import { eventsOf, notificationsOf } from "./events.ts";
import { heartbeat } from "./service/heartbeat.ts";
import { getMaintenance, setMaintenance } from "./service/maintenance.ts";
import { listNodes, renewLease } from "./service/nodes.ts";
import { actionsClaimedBy, claimActions, claimOffered, queuedProjects } from "./queue/claims.ts";
import { readerOf } from "./reader.ts";
import type { Flavour } from "./flavour.ts";
import { dueTimers, nextTimerAt } from "./timers.ts";
import { expireActions, expireExecutions, finishedBeyond } from "./service/expiry.ts";
import { workflowsOf } from "./definitions/workflows.ts";
import { insert } from "./writing.ts";

/** What each database does in its own way. */
type OwnWay = "dialect" | "commit" | "loadExecution" | "wake" | "onWake" | "ping" | "close";

/** The part of the store that is the same text for both databases. */
export function sqlStore(db: Database, flavour: Flavour): Omit<Store, OwnWay> {
  const { now, skipLocked } = flavour;
  return {
    ...definitionStore(db, (work) => db.transaction().execute(work), flavour),
    ...accessOf(db),
    transaction: (work) =>
      db.transaction().execute((trx) => work(definitionStore(trx, (inner) => inner(trx), flavour))),

    executions: readerOf(db, executionTable),
    tasks: readerOf(db, taskTable),
    actions: readerOf(db, actionTable),
    migrations: readerOf(db, migrationTable),
    deleteExecution: (id) => deleteExecution(db, id),
    finishedBeyond: (kept) => finishedBeyond(db, kept),
    expireExecutions: (query) => expireExecutions(db, skipLocked, query),
    expireActions: (endedBefore, limit) => expireActions(db, endedBefore, limit),
    executionsWithMessages: (createdBefore, limit) => executionsWithMessages(db, createdBefore, limit),
    stuckExecutions: (limit) => stuckExecutions(db, limit),

    dueTimers: (until, limit) => dueTimers(db, until, limit),
    nextTimerAt: () => nextTimerAt(db),
    census: () => takeCensus(db, flavour),

    events: eventsOf(db, skipLocked),
    notifications: notificationsOf(db, skipLocked),

    queuedProjects: (after, limit) => queuedProjects(db, after, limit),
    claimActions: (query) => claimActions(db, flavour, query),
    claimOffered: (query) => claimOffered(db, flavour, query),
    actionsClaimedBy: (nodeId) => actionsClaimedBy(db, nodeId),
    orphanedActions: (limit) => orphanedActions(db, now, limit),
    requeueActions: (ids, claimedBy) => requeueActions(db, ids, claimedBy),
    createAction: (action) => insert(db, actionTable, action, "action"),
    changeAction: (id, set) => changeAction(db, id, set),
    deleteAction: (id) => deleteAction(db, id),

    holdLease: async (nodeId, leaseMs, about) => {
      await renewLease(now, nodeId, leaseMs, about).execute(db);
    },
    heartbeat: (query) => heartbeat(db, flavour, query),
    nodes: () => listNodes(db, now),
    removeNode: async (nodeId) => {
      await db.deleteFrom("nodes").where("id", "=", nodeId).execute();
    },
    maintenance: () => getMaintenance(db),
    setMaintenance: (from, to) => setMaintenance(db, from, to),
  };
}

function definitionStore(
  db: Database,
  inTransaction: <T>(work: (db: Database) => Promise<T>) => Promise<T>,
  flavour: Flavour,
): DefinitionStore {
  return {
    workflows: workflowsOf(db, inTransaction, flavour),
    workbooks: definitionsOf(db, workbookTable, "workbook"),
    actionDefinitions: definitionsOf(db, actionDefinitionTable, "action definition"),
    environments: definitionsOf(db, environmentTable, "environment"),
    cronTriggers: cronTriggersOf(db),
    eventTriggers: rowsOf(db, eventTriggerTable, "event trigger"),
    members: rowsOf(db, memberTable, "member"),
    codeSources: definitionsOf(db, codeSourceTable, "code source"),
    dynamicActions: definitionsOf(db, dynamicActionTable, "dynamic action"),
  };
}
