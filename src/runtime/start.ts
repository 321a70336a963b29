import { createExecution, startFault, type WorkflowDefinition } from "../core/engine/index.ts";
import type { JsonMap } from "../core/base/index.ts";
import type { Caller, ExecutionRecord, WorkflowRecord } from "../core/model/index.ts";
import type { Store } from "../store/index.ts";
import type { Clock } from "./clock.ts";
import type { Definitions } from "./lanes/definitions.ts";
import type { Lanes } from "./lanes/lanes.ts";
import { NotFound, QuotaReached, Refused } from "./problems.ts";
import { storedReader } from "./lanes/function-reader.ts";
import { withWorld, type Chance } from "./lanes/world.ts";
import { traceStart } from "./tracing/spans.ts";

/** What a client asks for when it starts a workflow. */
export interface StartRequest {
  readonly caller: Caller;
  /** Name or id; undefined when a source execution says it. */
  readonly workflowIdentifier: string | undefined;
  /** A name is looked up there and nowhere else (Mistral 15, semantics 3.6). */
  readonly namespace: string;
  readonly input: JsonMap;
  readonly params: JsonMap;
  readonly description: string;
  /** Where the client is in a trace: `traceparent`, and after a blank `tracestate` (W3C Trace Context). */
  readonly trace?: string;
  /** Given by the client; a known one is answered with that execution (semantics 3.7). */
  readonly id?: string;
  /** Takes over workflow and params, not the input (semantics 3.8). */
  readonly sourceExecutionId?: string;
}

/** Whether a project may start another execution: why not, or what is to be called when the start is over. */
export type Admission = { readonly refusal: string } | { readonly over: () => void };

export interface StartParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly fieldSizeLimitKb?: number | undefined;
  readonly admit?: ((project: string) => Promise<Admission>) | undefined;
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/**
 * Creates an execution and takes its first decision, in one commit.
 *
 * @returns the execution as it was started: RUNNING, or ERROR when its first task cannot start
 * @throws NotFound, Refused (Mistral's text), QuotaReached
 */
export async function beginExecution(
  request: StartRequest,
  { store, clock, chance, fieldSizeLimitKb, admit }: StartParts,
  definitions: Definitions,
  lanes: Lanes,
): Promise<ExecutionRecord> {
  const { caller } = request;
  const known = await knownTo(request, store);
  if (known !== undefined) return known;
  const source = await sourceOf(request, store);
  const definition = await definitionOf(request, source, definitions);
  const id = request.id ?? chance.newId();
  const created = await withWorld(
    { definitions, reader: storedReader(store, definitions), chance, fieldSizeLimitKb },
    caller.project,
    clock.now(),
    (world) =>
      createExecution(
        definition,
        {
          id,
          projectId: caller.project,
          description: describe(request, source),
          input: request.input,
          params: { ...source?.params, ...request.params },
        },
        world,
      ),
  );
  if ("refusal" in created) throw refused(created.refusal, definition);
  const admission = await admit?.(caller.project);
  if (admission !== undefined && "refusal" in admission) throw new QuotaReached(admission.refusal);
  const execution = { ...created.execution, trace: traceStart(created.execution, request.trace) };
  try {
    const begun = await lanes.begin(execution, definition.spec);
    return begun.state === "ERROR" && begun.stateInfo?.startsWith("Failed to run task") ? begun : execution;
  } catch (error) {
    // Whoever was not answered and asked again may have been overtaken by the own first request.
    const overtaking = error instanceof Refused ? await knownTo(request, store) : undefined;
    if (overtaking === undefined) throw error;
    return overtaking;
  } finally {
    admission?.over();
  }
}

/** The execution with the id that the client gave, if there is one already. */
async function knownTo({ id, caller }: StartRequest, store: Store): Promise<ExecutionRecord | undefined> {
  return id === undefined ? undefined : store.executions.get(id, { project: caller.project, withPublic: false });
}

async function sourceOf(request: StartRequest, store: Store): Promise<ExecutionRecord | undefined> {
  const { sourceExecutionId: id, caller } = request;
  if (id === undefined) return undefined;
  const source = await store.executions.get(id, { project: caller.project, withPublic: false });
  if (source === undefined) throw new NotFound(`WorkflowExecution not found [id=${id}]`);
  return source;
}

async function definitionOf(
  request: StartRequest,
  source: ExecutionRecord | undefined,
  definitions: Definitions,
): Promise<WorkflowDefinition> {
  const { project } = request.caller;
  const identifier = source?.workflowId ?? request.workflowIdentifier;
  if (identifier === undefined) {
    throw new Refused("Workflow ID or workflow name must be provided. Workflow ID is recommended.");
  }
  const found = uuid.test(identifier)
    ? await definitions.workflowWithId(identifier, project)
    : await definitions.workflowNamed(identifier, request.namespace, project);
  if (found === undefined) {
    throw new NotFound(`Workflow not found [workflow_identifier=${identifier}, namespace=${request.namespace}]`);
  }
  return found;
}

/**
 * Checks whether a workflow could be started with an input.
 *
 * @throws Refused (Mistral's text)
 */
export async function checkStart(row: WorkflowRecord, input: JsonMap, definitions: Definitions): Promise<void> {
  const definition = await definitions.definitionOf(row);
  const fault = startFault(definition, input);
  if (fault !== undefined) throw refused(fault, definition);
}

function describe({ description }: StartRequest, source: ExecutionRecord | undefined): string {
  return source === undefined ? description : `${description} Based on the execution '${source.id}'`.trimStart();
}

function refused(message: string, { isAbstract, name }: WorkflowDefinition): Refused {
  return isAbstract ? new Refused(`INH-040: ${message}`, { code: "INH-040", workflow: name }) : new Refused(message);
}
