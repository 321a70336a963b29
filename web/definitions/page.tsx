import { useSignal } from "@preact/signals";
import type { Workflow } from "../../src/client/index.ts";
import { StartDialog } from "../executions/start-dialog.tsx";
import { CompleteForm } from "../lineage/complete-form.tsx";
import { Compare } from "../lineage/compare.tsx";
import { Family } from "../lineage/family.tsx";
import { Revisions } from "../lineage/revisions.tsx";
import { Icon } from "../parts/icon.tsx";
import { Loading } from "../parts/loading.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { client } from "../service/client.ts";
import { useLoaded } from "../service/load.ts";
import { goTo, linkTo, place } from "../shell/router.ts";
import { DefinitionTab } from "./definition-tab.tsx";
import { SaveDialog } from "./save-dialog.tsx";
import { Standing } from "./standing.tsx";

const tabs = [
  ["definition", "Definition"],
  ["complete", "Complete form"],
  ["family", "Family"],
  ["compare", "Beside its parent"],
  ["revisions", "Revisions"],
] as const;

type Tab = (typeof tabs)[number][0];

/** One workflow: its text, what it means, and its family. */
export function WorkflowPage({ parts }: { readonly parts: readonly string[] }) {
  const [identifier = ""] = parts;
  return <WorkflowView key={identifier} identifier={identifier} />;
}

function WorkflowView({ identifier }: { readonly identifier: string }) {
  const { loaded, again } = useLoaded(identifier, () => client.workflows.get(identifier));
  return (
    <Loading loaded={loaded.value}>
      {(workflow) => <Shown key={workflow.revision} workflow={workflow} onChanged={again} />}
    </Loading>
  );
}

function Shown({ workflow, onChanged }: { readonly workflow: Workflow; readonly onChanged: () => void }) {
  const tab = tabOf(place.value.query.get("tab"));
  const shownTabs = tabs.filter(([name]) => name !== "compare" || workflow.extends.length > 0);
  return (
    <section class="definition">
      <Head workflow={workflow} />
      <Tabs<Tab>
        label="About the workflow"
        tabs={shownTabs}
        current={tab}
        onChoose={(name) =>
          goTo(linkTo(["workflows", workflow.id], { tab: name === "definition" ? undefined : name }), true)
        }
      />
      <div class="definition-body">
        {tab === "definition" && <DefinitionTab workflow={workflow} onChanged={onChanged} />}
        {tab === "complete" && <CompleteForm workflow={workflow} />}
        {tab === "family" && <Family workflow={workflow} onChanged={onChanged} />}
        {tab === "compare" && <Compare workflow={workflow} />}
        {tab === "revisions" && <Revisions workflow={workflow} />}
      </div>
    </section>
  );
}

function Head({ workflow }: { readonly workflow: Workflow }) {
  const isStarting = useSignal(false);
  const isDeleting = useSignal(false);
  const { id, name, namespace, revision } = workflow;
  return (
    <header class="definition-head">
      <div>
        <p class="crumbs quiet">
          <a href={linkTo(["workflows"])}>Workflows</a>
          {namespace !== "" && ` / ${namespace}`}
          {workflow.extends.length > 0 && " · extends "}
          {workflow.extends.map((parent) => (
            <a key={parent.id} href={linkTo(["workflows", parent.id])}>
              {parent.name}@{parent.revision}{" "}
            </a>
          ))}
        </p>
        <div class="execution-line">
          <h1>{name}</h1>
          <Standing workflow={workflow} />
          <span class="quiet facts">
            revision {revision} · <a href={linkTo(["executions"], { q: name })}>its executions</a>
          </span>
        </div>
      </div>
      <div class="buttons">
        <button
          type="button"
          class="primary"
          disabled={workflow.abstract}
          onClick={() => void (isStarting.value = true)}
        >
          <Icon name="play" size={15} /> Start
        </button>
        <button
          type="button"
          class="plain"
          aria-label="Delete"
          title="Delete"
          onClick={() => void (isDeleting.value = true)}
        >
          <Icon name="trash" size={16} />
        </button>
      </div>
      {isStarting.value && <StartDialog workflow={workflow} onClose={() => void (isStarting.value = false)} />}
      {isDeleting.value && (
        <SaveDialog
          title={`Delete ${name}`}
          verb="Delete"
          dryRun={() => client.workflows.dryDelete(id)}
          write={(onBreak) => client.workflows.delete(id, { force: onBreak === "hold" })}
          onClose={() => void (isDeleting.value = false)}
          onDone={() => goTo(linkTo(["workflows"]))}
        />
      )}
    </header>
  );
}

function tabOf(text: string | null): Tab {
  return tabs.find(([name]) => name === text)?.[0] ?? "definition";
}
