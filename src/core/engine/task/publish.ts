import { isMap, type JsonMap } from "../../base/index.ts";
import { isTrue } from "../../expressions/index.ts";
import type { ClauseSpec, PublishSpec, TaskSpec } from "../../language/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import { checkSize } from "../data/field-size.ts";
import { mergeMaps } from "../data/maps.ts";
import { publishPlace } from "../data/scope.ts";
import type { Draft } from "../state/draft.ts";

/**
 * Publishes what the task says for the state in which it ended. A clause that is absent leaves what an earlier attempt
 * published (Mistral 15, semantics 7.4).
 *
 * @throws ExpressionError; Invalid when it is too large
 */
export function publish(draft: Draft, task: TaskRecord): void {
  const clause = publishClause(draft.specOf(task), task.state);
  if (clause === undefined) return;
  const place = publishPlace(draft, task);
  const branch = clause.branch === undefined ? null : place.evaluate(clause.branch);
  const published = isMap(branch) ? branch : null;
  checkSize("published", published, draft.world);
  draft.changeTask(task.id, { published });
  if (clause.global === undefined) return;
  const global = place.evaluate(clause.global);
  if (isMap(global)) publishGlobal(draft, task.id, global);
}

/** Globals share one space with `vars`; only names that are no vars are shown as published (Mistral 15, semantics 7.6). */
function publishGlobal(draft: Draft, taskId: string, global: JsonMap): void {
  const { vars } = draft.spec;
  const variables = mergeMaps(draft.execution.variables, global);
  const own = Object.entries(variables).filter(([name]) => !Object.hasOwn(vars, name));
  draft.changeExecution({ variables, publishedGlobal: Object.fromEntries(own) });
  draft.changeTask(taskId, { publishedGlobal: global });
}

function publishClause(spec: TaskSpec, state: TaskRecord["state"]): PublishSpec | undefined {
  switch (state) {
    case "SUCCESS":
      return combine(shortForm(spec.publish), spec.onComplete, spec.onSuccess);
    case "ERROR":
      return combine(shortForm(spec.publishOnError), spec.onComplete, spec.onError);
    case "SKIPPED":
      return combine(shortForm(spec.publishOnSkip), spec.onComplete, spec.onSkip);
    case "IDLE":
    case "WAITING":
    case "RUNNING":
    case "DELAYED":
    case "PAUSED":
    case "CANCELLED":
      return undefined;
  }
}

function shortForm(publish: JsonMap): PublishSpec | undefined {
  return isTrue(publish) ? { branch: publish, global: undefined, atomic: undefined } : undefined;
}

/** Mistral's order of precedence (semantics 7.5). */
function combine(short: PublishSpec | undefined, onComplete: ClauseSpec, own: ClauseSpec): PublishSpec | undefined {
  const always = onComplete.publish;
  const general = short === undefined ? always : over(short, always);
  return own.publish === undefined ? general : over(own.publish, general);
}

/** The second is merged over the first, but only for scopes that the first has. */
function over(base: PublishSpec, more: PublishSpec | undefined): PublishSpec {
  if (more === undefined) return base;
  return {
    branch: base.branch === undefined ? undefined : mergeMaps(base.branch, more.branch ?? {}),
    global: base.global === undefined ? undefined : mergeMaps(base.global, more.global ?? {}),
    atomic: base.atomic,
  };
}
