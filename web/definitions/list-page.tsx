import { useSignal } from "@preact/signals";
import type { Workflow } from "../../src/client/index.ts";
import { StartDialog } from "../executions/start-dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { Empty, Loading } from "../parts/loading.tsx";
import { Ago } from "../parts/moment.tsx";
import { VirtualList } from "../parts/virtual-list.tsx";
import { client } from "../service/client.ts";
import { gather, useLoaded } from "../service/load.ts";
import { wireMs } from "../service/time.ts";
import { goTo, linkTo, place } from "../shell/router.ts";
import { Standing } from "./standing.tsx";

const fields =
  "id,name,namespace,input,interface,definition,tags,scope,created_at,updated_at,revision,extends,abstract,final,inheritance_state";
const rowHeight = 60;

/** All workflows, by name. */
export function WorkflowsPage() {
  const started = useSignal<Workflow | undefined>(undefined);
  const text = place.value.query.get("q") ?? "";
  const { loaded } = useLoaded("workflows", () =>
    gather(client.workflows.list({ fields, sort_keys: "name", sort_dirs: "asc" })),
  );
  return (
    <section class="page page-list">
      <header class="page-head">
        <h1>Workflows</h1>
        <button type="button" class="primary" onClick={() => goTo(linkTo(["workflows", "+"]))}>
          <Icon name="plus" size={15} /> New
        </button>
      </header>
      <div class="filters" role="search">
        <label class="search">
          <Icon name="search" size={16} />
          <input
            type="search"
            placeholder="Name, tag or namespace"
            aria-label="Search workflows"
            value={text}
            onInput={({ currentTarget }) => goTo(linkTo(["workflows"], { q: currentTarget.value }), true)}
          />
        </label>
      </div>
      <Loading loaded={loaded.value}>
        {(workflows) => {
          const found = workflows.filter((workflow) => fits(workflow, text.toLowerCase()));
          if (found.length === 0) {
            return (
              <Empty title={workflows.length === 0 ? "No workflow yet" : "No workflow fits"}>
                {workflows.length === 0 && (
                  <p>Write the first one, or create it from a file: ostro workflow create FILE.</p>
                )}
              </Empty>
            );
          }
          return (
            <VirtualList
              rows={found}
              rowHeight={rowHeight}
              label="Workflows"
              keyOf={({ id }) => id}
              draw={(workflow) => <WorkflowRow workflow={workflow} onStart={() => void (started.value = workflow)} />}
            />
          );
        }}
      </Loading>
      {started.value !== undefined && (
        <StartDialog workflow={started.value} onClose={() => void (started.value = undefined)} />
      )}
    </section>
  );
}

function fits({ name, namespace, tags }: Workflow, word: string): boolean {
  return [name, namespace, ...tags].some((text) => text.toLowerCase().includes(word));
}

function WorkflowRow({ workflow, onStart }: { readonly workflow: Workflow; readonly onStart: () => void }) {
  const { id, name, namespace, input, tags } = workflow;
  const at = wireMs(workflow.updated_at ?? workflow.created_at);
  const parents = workflow.extends.map((parent) => parent.name).join(", ");
  return (
    <div class="workflow-row">
      <a href={linkTo(["workflows", id])}>
        <span class="execution-name">
          <strong>
            {name}
            {namespace !== "" && <small class="quiet"> in {namespace}</small>}
            {parents !== "" && <small class="quiet"> extends {parents}</small>}
            <Standing workflow={workflow} />
            {tags.map((tag) => (
              <small key={tag} class="tag">
                {tag}
              </small>
            ))}
          </strong>
          <small class="quiet mono clip">{input === "" ? "no input" : input}</small>
        </span>
        <span class="quiet workflow-revision">revision {workflow.revision}</span>
        <span class="quiet workflow-when">{at !== undefined && <Ago at={at} />}</span>
      </a>
      <button type="button" disabled={workflow.abstract} aria-label={`Start ${name}`} onClick={onStart}>
        <Icon name="play" size={14} /> Start
      </button>
    </div>
  );
}
