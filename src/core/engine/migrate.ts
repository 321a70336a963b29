import type { Json, JsonMap } from "../base/index.ts";
import type { WorkflowSpec } from "../language/index.ts";
import { faultOf } from "./calls/invalid.ts";
import { withDefaults } from "./calls/parameters.ts";
import { evaluateVars } from "./create.ts";
import { setKey } from "./data/maps.ts";
import { Functions } from "./data/functions.ts";
import { drain } from "./decide.ts";
import { startInReverse } from "./flow/reverse.ts";
import { judge } from "./migrate/judge.ts";
import type { MigrationVerdict } from "./migrate/verdict.ts";
import type { Decided } from "./state/decided.ts";
import { Draft } from "./state/draft.ts";
import type { LiveState } from "./state/live-state.ts";
import type { WorkflowDefinition, World } from "./world.ts";

/** How an execution is to be moved. */
export interface MigrationOptions {
  /** Whether it may pass insertions that lie behind it. */
  readonly allowsSkipped: boolean;
  /** Whether it may be moved while it is running, and not only while it is paused. */
  readonly whileRunning: boolean;
}

/** What a move would be, or why there is none: the execution is over or runs. */
export type Migrated =
  | { readonly type: "judged"; readonly verdict: MigrationVerdict; readonly decided: Decided | undefined }
  | { readonly type: "notPaused"; readonly message: string };

/** How many actions are started and answered within the decision of an execution that is moved while it runs. */
const steps = 1000;

/**
 * Moves an execution to another specification, so that it goes on as if it had been started with it (design of inheritance,
 * section 12).
 *
 * @param from the specification that it has run by
 * @param to the workflow that it is to run by
 * @param state the execution; stays as it is (but for what it keeps to save work)
 * @param options what may be passed, and when
 * @param world time, ids, definitions
 * @returns the verdict and, where it allows the move, what is to be remembered; a waiting join is looked at again at the resume
 * @throws MissingData when the world has to load something first
 */
export function migrate(
  from: WorkflowSpec,
  to: WorkflowDefinition,
  state: LiveState,
  options: MigrationOptions,
  world: World,
): Migrated {
  const { id, state: now } = state.execution;
  if (now !== "PAUSED" && !(now === "RUNNING" && options.whileRunning)) {
    const hint = now === "RUNNING" ? "pause it first" : "only one that is paused can be moved";
    return { type: "notPaused", message: `execution ${id} is ${now}; ${hint}` };
  }
  const verdict = judge(from, to, state, options.allowsSkipped);
  if (!verdict.isAllowed) return { type: "judged", verdict, decided: undefined };
  const draft = new Draft(to.spec, state, world, steps);
  try {
    changeExecution(draft, to, verdict);
  } catch (error) {
    const message = `a new variable cannot be evaluated: ${faultOf(error)}`;
    const objections = [...verdict.objections, { code: "vars", message } as const];
    return { type: "judged", verdict: { ...verdict, isAllowed: false, objections }, decided: undefined };
  }
  state.joinBlockers.clear();
  if (to.spec.type === "reverse") startWhatIsReady(draft);
  if (!draft.isPaused) {
    draft.isStirred = true;
    drain(draft);
  }
  return { type: "judged", verdict, decided: draft.finish() };
}

/** @throws ExpressionError when a new variable cannot be evaluated */
function changeExecution(draft: Draft, to: WorkflowDefinition, verdict: MigrationVerdict): void {
  const { execution } = draft;
  const kept = Object.entries(execution.input).filter(([name]) => !verdict.removedInput.includes(name));
  const namespace = execution.params["namespace"];
  const follows = namespace === execution.workflowNamespace && namespace !== to.namespace;
  draft.changeExecution({
    workflowId: to.id,
    workflowName: to.name,
    workflowNamespace: to.namespace,
    workflowRevision: to.revision,
    input: withDefaults(to.spec.input, mapOf(kept)),
    ...(follows ? { params: { ...execution.params, namespace: to.namespace } } : {}),
  });
  if (verdict.addedVars.length === 0) return;
  const added = mapOf(verdict.addedVars.map((name) => [name, to.spec.vars[name] ?? null]));
  const evaluated = evaluateVars(added, draft.execution, new Functions(draft, undefined));
  draft.changeExecution({ variables: { ...execution.variables, ...evaluated } });
}

/** What the new specification needs and requires nothing that has not ended: nobody else would start it. */
function startWhatIsReady(draft: Draft): void {
  const ready = startInReverse(draft);
  if (!draft.isPaused) {
    draft.work.add({ type: "dispatch", steps: ready, origin: undefined });
    return;
  }
  const { backlog } = draft.execution;
  const again = (Array.isArray(backlog) ? (backlog as readonly JsonMap[]) : []).filter(({ type }) => type !== "run");
  const held = [...again, ...(ready as readonly unknown[] as readonly JsonMap[])];
  draft.changeExecution({ backlog: held.length === 0 ? null : held });
}

function mapOf(entries: readonly (readonly [string, Json])[]): JsonMap {
  const map: Record<string, Json> = {};
  for (const [name, value] of entries) setKey(map, name, value);
  return map;
}
