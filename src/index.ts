/**
 * Ostro as a library: the whole service within another program, with or without a socket.
 *
 * It puts the rooms together and decides nothing itself.
 */
import { randomFillSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { pino, type Logger } from "pino";
import { actionRegistry, isServed, Sandbox, secretSettings, secretSources, type Action } from "./actions/index.ts";
import { buildServer, defaultProject } from "./api/index.ts";
import {
  actionSettingsOf,
  actionThreads,
  auditTrailOf,
  authenticationOf,
  clusterOf,
  expiryRulesOf,
  hierarchyLimitsOf,
  judgeLimitsOf,
  openEvents,
  openNotifier,
  ownVersion,
  policyOf,
  quotasOf,
  readDeploymentListeners,
  readEventFiles,
  requestLimitsOf,
  rolesOf,
} from "./assembly/index.ts";
import { Client, Connection, type Transport } from "./client/index.ts";
import { readSettings, type Settings } from "./config.ts";
import { installActions, Judge, Quotas, type Library } from "./library/index.ts";
import {
  Expiry,
  idSource,
  Maintenance,
  outsideExpressions,
  Runtime,
  systemClock,
  whenEnded,
  Workers,
} from "./runtime/index.ts";
import { idsIn, logProgress, Metrics } from "./operations/index.ts";
import { openStore, type Store } from "./store/index.ts";
import { CronClock } from "./triggers/index.ts";

export { ActionError, defineAction, failed, optional, required, succeeded } from "./actions/index.ts";
export type { Action, ActionContext, ActionDefinition, CustomContext, Parameter } from "./actions/index.ts";
export { readSettings, SettingsError } from "./config.ts";
export type { Settings } from "./config.ts";

export interface ServiceOptions {
  readonly version: string;
  /** Actions beside the standard ones. */
  readonly actions?: readonly Action[];
  /** Where the service writes its log; standard error by default. */
  readonly logger?: Logger;
}

/** What an application says of the service within it: any setting, and what cannot be said in a file. */
export interface OstroOptions extends Partial<Settings> {
  /** Actions beside the standard ones; they run in the application's own thread. */
  readonly actions?: readonly Action[];
  /** Where the service writes its log; standard error by default. */
  readonly logger?: Logger;
}

/** A service within an application, and the ways into it. */
export interface Ostro extends OstroService {
  /** The REST interface as typed functions, without a socket; where callers must prove who they are, see {@link Ostro.as}. */
  readonly client: Client;
  /** The same for the caller with that token. */
  as(token: string): Client;
}

/** A service that runs within this process. */
export interface OstroService {
  /** Requests to the REST interface without a socket. */
  readonly transport: Transport;
  /**
   * Listens where the settings say.
   *
   * @returns the address, such as `http://127.0.0.1:8989`
   */
  listen(): Promise<string>;
  /**
   * Waits until an execution is over, and keeps the process alive meanwhile.
   *
   * @returns the state in which it ended
   * @throws Error when there is none, or the service stops
   */
  ended(executionId: string): Promise<"SUCCESS" | "ERROR" | "CANCELLED">;
  /** Stops in order within the deadline of the settings; may be called twice. */
  stop(): Promise<void>;
}

/**
 * Runs the whole service within an application, on SQLite (`sqlite:PATH`, `sqlite::memory:`) or PostgreSQL.
 *
 * ```ts
 * const ostro = await createOstro({ database: "sqlite:work.db", actions: [reserve] });
 * await ostro.client.workflows.create(definition);
 * const { id } = await ostro.client.executions.start({ workflow_name: "order" });
 * await ostro.ended(id);
 * await ostro.stop();
 * ```
 *
 * @param options settings that differ from the usual ones; neither the environment nor a file is read
 * @returns when it works; it listens to no port unless it is told to
 * @throws SettingsError, and what {@link createService} throws
 */
export async function createOstro(options: OstroOptions = {}): Promise<Ostro> {
  const { actions, logger, ...given } = options;
  const service = await createService(readSettings({ options: given }), {
    version: ownVersion(),
    ...(actions === undefined ? {} : { actions }),
    ...(logger === undefined ? {} : { logger }),
  });
  const clientWith = (own: Readonly<Record<string, string>>): Client =>
    new Client(new Connection((request) => service.transport({ ...request, headers: { ...own, ...request.headers } })));
  return { ...service, client: clientWith({}), as: (token) => clientWith({ "X-Auth-Token": token }) };
}

/**
 * Starts a service: opens its database, takes up what an earlier process left, and answers requests.
 *
 * @param settings complete and checked, see {@link readSettings}
 * @throws DatabaseInUse, DatabaseUnusable, SchemaMismatch, or the error of a file that the settings name
 */
export async function createService(settings: Settings, options: ServiceOptions): Promise<OstroService> {
  const logger = options.logger ?? pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: true }));
  const now = () => systemClock.now();
  const authenticate = await authenticationOf(settings, now);
  const policy = await policyOf(settings);
  const threads = await actionThreads(settings);
  const listeners = await readDeploymentListeners(settings);
  const newId = idSource(now, randomFillSync);
  const expressions = outsideExpressions(systemClock, { newId, random: Math.random });
  const eventFiles = await readEventFiles(settings, expressions);
  const named = actionSettingsOf(settings, now);
  const store = await openStore(settings.database, { synchronous: settings.sqliteSynchronous });
  let address: string | null = null;
  const sandbox = new Sandbox(named.javascript);
  const judge = new Judge(judgeLimitsOf(settings));
  const actions = actionRegistry([...(threads?.actions ?? []), ...(options.actions ?? [])], {
    settings: named,
    sandbox,
    served: settings.workerActions,
  });
  const sources = secretSources(secretSettings(settings));
  const metrics =
    settings.metrics === "off"
      ? undefined
      : new Metrics({ store, now, version: options.version, readers: settings.metrics });
  const onTrouble = (what: string, error: unknown): void => {
    metrics?.trouble(what);
    logger.error({ err: error, ...idsIn(what) }, what);
  };
  const roles = rolesOf(settings);
  const quotas = new Quotas({ store, defaults: quotasOf(settings), now });
  const auditTrail = settings.auditLog ? auditTrailOf(settings, store, now, newId, logger) : undefined;
  const runtime = new Runtime({
    store,
    actions,
    sandbox,
    secretSources: sources,
    clock: systemClock,
    chance: { newId, random: Math.random },
    slots: settings.executorSlots,
    ...clusterOf(settings),
    leaseMs: settings.nodeLeaseSeconds * 1000,
    rerunLostActions: settings.rerunLostActions,
    listeners,
    fieldSizeLimitKb: settings.executionFieldSizeLimitKb,
    callbackUrl: (actionId) => (address === null ? null : `${address}/v2/action_executions/${actionId}`),
    onTrouble,
    ...(metrics === undefined ? {} : { observer: metrics.observer }),
    admit: (project) => quotas.admitExecution(project),
    onOffered: () => workers.offered(),
    onPending(pending) {
      maintenance.noticed(pending);
      cron.wake(pending.cronTriggersAt);
      events.inbox.wake(pending.eventsAt);
      notifier.wake(pending.notificationsAt);
    },
  });
  const workers = new Workers({
    store,
    secretSources: sources,
    isServed: (name) => isServed(settings.workerActions, name),
    newId,
    complete: (id, result) => runtime.completeAction(id, result),
    after: (delayMs, callback) => systemClock.after(delayMs, callback),
  });
  const maintenance = new Maintenance({
    store,
    clock: systemClock,
    tell: (id, event) => runtime.tell(id, event),
    onTrouble,
  });
  const isResting = (): boolean => maintenance.status !== "RUNNING";
  const cron = new CronClock({ store, runtime, clock: systemClock, random: Math.random, isResting, onTrouble });
  const events = openEvents(settings, eventFiles, { store, runtime, expressions, isResting, onTrouble });
  const expiry = new Expiry({ store, clock: systemClock, rules: expiryRulesOf(settings), onTrouble });
  const notifier = openNotifier(settings, named.http, store, listeners, onTrouble);
  runtime.onCommitted((_executionId, { notifications }) => {
    if (notifications.length > 0) notifier.wake(now());
  });
  const library: Library = {
    store,
    systemActions: actions,
    now,
    newId,
    changed: () => runtime.definitionsChanged(),
    limits: hierarchyLimitsOf(settings),
    judge,
    quotas,
  };
  const { infoFile } = settings;
  const service = {
    store,
    library,
    runtime,
    now,
    isAuthenticated: settings.auth !== "none",
    mayDeleteActionExecutions: settings.allowActionExecutionDeletion,
    triggers: {
      store,
      runtime,
      now,
      newId,
      expressions,
      scheduled: (at: number) => cron.wake(at),
      changed: () => events.changed(),
    },
    events,
    maintenance,
    workers,
    isApi: roles.includes("api"),
    ...(auditTrail === undefined ? {} : { auditTrail }),
    ...(infoFile === undefined ? {} : { readInfo: () => readFile(infoFile, "utf8") }),
    ...(metrics === undefined ? {} : { metrics }),
  };
  metrics?.watch(runtime);
  runtime.onCommitted(logProgress(logger));
  const { version } = options;
  // From the sources and from the built package alike, the page lies in `dist/web`.
  const page = fileURLToPath(new URL("../dist/web", import.meta.url));
  const server = await buildServer({
    service,
    authenticate,
    policy,
    logger,
    version,
    page,
    limits: requestLimitsOf(settings),
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopped ??= stopInOrder(
      server,
      [cron, events, notifier, expiry, maintenance, { stop: async () => workers.close() }],
      runtime,
      [
        sandbox,
        judge,
        ...(threads === undefined ? [] : [threads]),
        ...(auditTrail === undefined ? [] : [{ close: () => auditTrail.stop() }]),
      ],
      store,
      settings.shutdownDeadlineSeconds * 1000,
    ));
  try {
    await installActions(library, defaultProject);
    await maintenance.begin();
    await runtime.begin();
    // These are an engine's to do; a node that has other roles leaves them to one.
    if (roles.includes("engine")) for (const one of [cron, events, notifier, expiry]) one.start();
    auditTrail?.start();
  } catch (error) {
    // Half a node must not stay: it would hold its lease and answer nobody.
    await stop().catch(() => {});
    throw error;
  }
  return {
    transport: inProcess(server),
    async listen() {
      const url = await server.listen({ host: settings.host, port: settings.port });
      address = url;
      return url;
    },
    async ended(executionId) {
      // Nothing of the service keeps a process alive; whoever waits for it does.
      const alive = setInterval(() => {}, 60_000);
      try {
        const { state } = await whenEnded(executionId, store, runtime, systemClock);
        return state === "SUCCESS" || state === "CANCELLED" ? state : "ERROR";
      } finally {
        clearInterval(alive);
      }
    },
    stop,
  };
}

/** The reverse of the start: first the door, then the work, then the memory. */
async function stopInOrder(
  server: FastifyInstance,
  starters: readonly { stop(): Promise<void> }[],
  runtime: Runtime,
  threads: readonly { close(): Promise<void> }[],
  store: Store,
  deadlineMs: number,
): Promise<void> {
  const closed = server.close();
  try {
    await Promise.all(starters.map((starter) => starter.stop()));
    await runtime.stop(deadlineMs);
  } finally {
    // Whoever still waits for an answer does not get one: what was to be done is stored or interrupted.
    server.server.closeAllConnections();
    await closed;
    await Promise.all(threads.map((one) => one.close()));
    await store.close();
  }
}

function inProcess(server: FastifyInstance): Transport {
  return async ({ method, path, headers, body }) => {
    const answer = await server.inject({
      method,
      url: path,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    });
    const texts = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
    return { status: answer.statusCode, headers: Object.fromEntries(texts), body: answer.body };
  };
}
