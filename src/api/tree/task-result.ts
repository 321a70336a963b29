import { isMap } from "../../core/base/index.ts";
import type { Json } from "../../core/base/index.ts";
import type { TaskRecord } from "../../core/model/index.ts";
import type { Store } from "../../store/index.ts";

/**
 * A task's result: what its accepted children gave, in item order. One gives its value, none an empty list; `with-items` gives
 * a list whatever the number (Mistral 15, semantics 9.1).
 */
export async function taskResult(store: Store, task: TaskRecord): Promise<Json> {
  const accepted = { field: "accepted", op: "eq", value: true } as const;
  const [actions, children] = await Promise.all([
    store.actions.list({
      visibility: "all",
      filters: [{ field: "taskId", op: "eq", value: task.id }, accepted],
      fields: ["id", "index", "output", "createdAt"],
    }),
    store.executions.list({
      visibility: "all",
      filters: [{ field: "parentTaskId", op: "eq", value: task.id }, accepted],
      fields: ["id", "index", "output", "createdAt"],
    }),
  ]);
  const values = [
    ...actions.map(({ index, output }) => ({ index, value: output?.["result"] ?? null })),
    ...children.map(({ index, output }) => ({ index, value: output ?? {} })),
  ].toSorted((a, b) => a.index - b.index);
  const [first] = values;
  const isList = isMap(task.runtimeContext["with_items"]);
  return first !== undefined && values.length === 1 && !isList ? first.value : values.map(({ value }) => value);
}
