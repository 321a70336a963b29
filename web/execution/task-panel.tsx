import { useSignal } from "@preact/signals";
import type { LiveTask } from "../../src/client/index.ts";
import type { TaskPath } from "../graph/path.ts";
import type { GraphTask } from "../graph/spec.ts";
import { Icon } from "../parts/icon.tsx";
import { JsonView } from "../parts/json-view.tsx";
import { Loading } from "../parts/loading.tsx";
import { Span } from "../parts/moment.tsx";
import { StateBadge } from "../parts/state.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { client } from "../service/client.ts";
import { readMember } from "../service/json.ts";
import { useLoaded } from "../service/load.ts";
import { attempt } from "../shell/notices.tsx";
import { ActionList } from "./action-list.tsx";
import { ChildList } from "./child-list.tsx";
import { JsonPart, Part } from "./execution-panel.tsx";
import type { ExecutionView } from "./view.ts";

type Tab = "result" | "calls" | "definition";

/** A task of an execution: its runs with what went in and came out, and what can be done after a failure. */
export function TaskPanel({ view, path }: { readonly view: ExecutionView; readonly path: TaskPath }) {
  const tab = useSignal<Tab>("result");
  const chosen = useSignal<string | undefined>(undefined);
  const execution = view.executionAt(path.slice(0, -1));
  const spec = execution === undefined ? undefined : view.specs.value.get(execution)?.tasks.get(path.at(-1) ?? "");
  const runs = view.runsAt(path);
  const run = runs.find(({ id }) => id === chosen.value) ?? runs.at(-1);
  return (
    <>
      <header class="panel-head">
        <button
          type="button"
          class="plain"
          aria-label="Back to the execution"
          title="Back to the execution"
          onClick={() => void (view.selected.value = undefined)}
        >
          <Icon name="cross" size={16} />
        </button>
        <h2 class="clip">{path.join(" › ")}</h2>
        {run !== undefined && <StateBadge state={run.state} />}
      </header>
      {runs.length > 1 && (
        <label class="runs">
          Run
          <select value={run?.id} onChange={({ currentTarget }) => void (chosen.value = currentTarget.value)}>
            {runs.map(({ id, state }, index) => (
              <option key={id} value={id}>{`${index + 1} of ${runs.length}: ${state}`}</option>
            ))}
          </select>
        </label>
      )}
      {run !== undefined && run.state === "ERROR" && <Repairs run={run} />}
      <Tabs<Tab>
        label="About the task"
        current={tab.value}
        onChoose={(name) => void (tab.value = name)}
        tabs={[
          ["result", "Result"],
          ["calls", run?.type === "WORKFLOW" ? "Sub-workflows" : "Actions"],
          ["definition", "Definition"],
        ]}
      />
      <div class="panel-body">
        {tab.value === "definition" && <Definition spec={spec} />}
        {tab.value !== "definition" && run === undefined && <p class="quiet">This task has not run.</p>}
        {tab.value === "result" && run !== undefined && <Result key={run.id} run={run} />}
        {tab.value === "calls" &&
          run !== undefined &&
          (run.type === "WORKFLOW" ? <ChildList view={view} path={path} run={run} /> : <ActionList run={run} />)}
      </div>
    </>
  );
}

function Repairs({ run }: { readonly run: LiveTask }) {
  const hasItems = run.items !== null;
  return (
    <div class="repairs">
      <button
        type="button"
        class="primary"
        onClick={() => void attempt(() => client.tasks.rerun(run.id), `${run.name} runs again.`)}
      >
        <Icon name="again" size={15} /> Run again
      </button>
      {hasItems && (
        <button
          type="button"
          onClick={() => void attempt(() => client.tasks.rerun(run.id, false), "What failed runs again.")}
        >
          Only what failed
        </button>
      )}
      <button type="button" onClick={() => void attempt(() => client.tasks.skip(run.id), `${run.name} is skipped.`)}>
        <Icon name="skip" size={15} /> Skip
      </button>
    </div>
  );
}

function Result({ run }: { readonly run: LiveTask }) {
  const { loaded } = useLoaded(`${run.id} ${run.state} ${run.finished_ms} ${run.items?.finished}`, () =>
    client.tasks.get(run.id),
  );
  return (
    <>
      <p class="facts quiet">
        {run.started_ms !== null && (
          <>
            took <Span from={run.started_ms} to={run.finished_ms} />
          </>
        )}
        {run.retries > 0 && ` · ${run.retries} ${run.retries === 1 ? "retry" : "retries"}`}
        {run.items !== null &&
          ` · ${run.items.finished} of ${run.items.count} items${run.items.failed > 0 ? `, ${run.items.failed} failed` : ""}`}
      </p>
      {run.state_info !== null && run.state_info !== "" && (
        <Part title={run.state === "ERROR" ? "What failed" : "Message"}>
          <p class={run.state === "ERROR" ? "problem" : "quiet"}>{run.state_info}</p>
        </Part>
      )}
      <Loading loaded={loaded.value}>
        {(task) => (
          <>
            <JsonPart title="Result" value={readMember(task.result)} />
            <JsonPart title="Published" value={readMember(task.published)} />
            {task.published_global !== undefined && (
              <JsonPart title="Published to all" value={readMember(task.published_global)} />
            )}
            <JsonPart title="Runtime context" value={readMember(task.runtime_context)} />
          </>
        )}
      </Loading>
      {run.next.length > 0 && (
        <Part title="Then">
          <ul class="next">
            {run.next.map(({ name, event }) => (
              <li key={`${event} ${name}`}>
                <span class="quiet">{event}</span> {name}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function Definition({ spec }: { readonly spec: GraphTask | undefined }) {
  if (spec === undefined) return <p class="quiet">The definition is not there any more.</p>;
  return <JsonView value={spec.body} label="definition" />;
}
