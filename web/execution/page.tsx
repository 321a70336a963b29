import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { LiveExecution } from "../../src/client/index.ts";
import { Icon } from "../parts/icon.tsx";
import { Ago, Span } from "../parts/moment.tsx";
import { StateBadge } from "../parts/state.tsx";
import { linkTo } from "../shell/router.ts";
import { ExecutionCommands } from "./commands.tsx";
import { ExecutionPanel } from "./execution-panel.tsx";
import { GraphPanel } from "./graph-panel.tsx";
import { TaskPanel } from "./task-panel.tsx";
import { Timeline } from "./timeline.tsx";
import { ExecutionView } from "./view.ts";

type Sight = "graph" | "timeline" | "data";

/** One execution, live: graph, timeline and data. */
export function ExecutionPage({ parts }: { readonly parts: readonly string[] }) {
  const [id = ""] = parts;
  return <Execution key={id} id={id} />;
}

function Execution({ id }: { readonly id: string }) {
  const view = useMemo(() => new ExecutionView(id), [id]);
  const sight = useSignal<Sight>("graph");
  useEffect(() => view.begin(), [view]);
  // Where there is room for one thing only, a task that is chosen is what is wanted.
  useSignalEffect(() => {
    if (view.selected.value !== undefined && window.innerWidth <= 900) sight.value = "data";
  });
  const execution = view.execution.value;
  if (view.isMissing.value) return <p class="problem page-problem">There is no such execution.</p>;
  if (execution === undefined) return <p class="quiet waiting">Loading…</p>;
  const selected = view.selected.value;
  return (
    <section class={`execution sight-${sight.value}`}>
      <Head execution={execution} />
      <div class="sights" role="group" aria-label="What is shown">
        {(["graph", "timeline", "data"] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={sight.value === name}
            onClick={() => void (sight.value = name)}
          >
            {name.charAt(0).toUpperCase() + name.slice(1)}
          </button>
        ))}
      </div>
      <div class="execution-graph">
        <GraphPanel view={view} />
      </div>
      <div class="execution-timeline">
        <Timeline view={view} />
      </div>
      <aside class="execution-panel" aria-label={selected === undefined ? "About the execution" : "About the task"}>
        {selected === undefined ? (
          <ExecutionPanel execution={execution} />
        ) : (
          <TaskPanel key={selected.join("\n")} view={view} path={selected} />
        )}
      </aside>
    </section>
  );
}

function Head({ execution }: { readonly execution: LiveExecution }) {
  const { workflow_id: workflow, workflow_name: name, parent_execution_id: parent, state } = execution;
  return (
    <header class="execution-head">
      <div class="execution-title">
        <p class="crumbs quiet">
          <a href={linkTo(["executions"])}>Executions</a>
          {parent !== null && (
            <>
              {" / "}
              <a href={linkTo(["executions", parent])}>parent</a>
            </>
          )}
          <span class="mono crumb-id"> / {execution.id}</span>
        </p>
        <div class="execution-line">
          <h1 class="clip">{name}</h1>
          <StateBadge state={state} />
          <span class="quiet facts">
            <Span from={execution.created_ms} to={execution.finished_ms} /> · started <Ago at={execution.created_ms} />{" "}
            · <a href={linkTo(["workflows", workflow])}>revision {execution.workflow_revision}</a>
          </span>
        </div>
        {state === "ERROR" && execution.state_info !== null && (
          <p class="execution-error" title={execution.state_info}>
            <Icon name="cross" size={14} /> <span class="clip">{execution.state_info}</span>
          </p>
        )}
      </div>
      <ExecutionCommands execution={execution} />
    </header>
  );
}
