import type { LiveTask } from "../../src/client/index.ts";
import { keyOf, type TaskPath } from "../graph/path.ts";
import { Loading } from "../parts/loading.tsx";
import { StateSign } from "../parts/state.tsx";
import { client } from "../service/client.ts";
import { gather, useLoaded } from "../service/load.ts";
import { linkTo } from "../shell/router.ts";
import type { ExecutionView } from "./view.ts";

interface ChildListProps {
  readonly view: ExecutionView;
  readonly path: TaskPath;
  readonly run: LiveTask;
}

/** The sub-workflows that a task started; one of them can be shown within the graph. */
export function ChildList({ view, path, run }: ChildListProps) {
  const { loaded } = useLoaded(`${run.id} ${run.state} ${run.retries} ${run.items?.finished}`, () =>
    gather(client.tasks.workflowExecutions(run.id, { limit: 500 })),
  );
  const shown = view.opened.value.get(keyOf(path));
  return (
    <Loading loaded={loaded.value}>
      {(children) => (
        <ul class="calls">
          {children.map((child, index) => (
            <li key={child.id} class="child">
              <StateSign state={child.state} size={17} />
              <a href={linkTo(["executions", child.id])}>
                {child.workflow_name}
                {children.length > 1 && ` ${index + 1}`}
              </a>
              <button type="button" onClick={() => (shown === child.id ? view.close(path) : view.open(path, child.id))}>
                {shown === child.id ? "Close in the graph" : "Show in the graph"}
              </button>
            </li>
          ))}
          {children.length === 0 && <li class="quiet">None has been started.</li>}
        </ul>
      )}
    </Loading>
  );
}
