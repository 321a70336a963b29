import type { LiveTask } from "../../src/client/index.ts";
import { Loading } from "../parts/loading.tsx";
import { StateSign } from "../parts/state.tsx";
import { client } from "../service/client.ts";
import { readMember } from "../service/json.ts";
import { gather, useLoaded } from "../service/load.ts";
import { JsonPart } from "./execution-panel.tsx";

const most = 200;

/** The actions that a task ran, with their input and output. */
export function ActionList({ run }: { readonly run: LiveTask }) {
  const { loaded } = useLoaded(`${run.id} ${run.state} ${run.retries} ${run.items?.finished}`, () =>
    gather(client.tasks.actionExecutions(run.id, { include_output: true, limit: most })),
  );
  return (
    <Loading loaded={loaded.value}>
      {(actions) =>
        actions.length === 0 ? (
          <p class="quiet">No action has run for this task.</p>
        ) : (
          <ul class="calls">
            {actions.map((action, index) => (
              <li key={action.id}>
                <details open={actions.length === 1}>
                  <summary>
                    <StateSign state={action.state} size={17} />
                    <span class="mono">{action.name}</span>
                    {actions.length > 1 && <span class="quiet">{index + 1}</span>}
                    {action.accepted === false && <span class="tag">superseded</span>}
                  </summary>
                  <JsonPart title="Input" value={readMember(action.input)} />
                  <JsonPart title="Output" value={readMember(action.output)} />
                </details>
              </li>
            ))}
            {actions.length === most && <li class="quiet">The first {most} are shown.</li>}
          </ul>
        )
      }
    </Loading>
  );
}
