import { useComputed, useSignal } from "@preact/signals";
import type { Workflow } from "../../src/client/index.ts";
import { OriginGraph } from "../lineage/origin-graph.tsx";
import { Icon } from "../parts/icon.tsx";
import { client } from "../service/client.ts";
import { tell } from "../shell/notices.tsx";
import type { Checked } from "./check.ts";
import { EditorPanel } from "./editor-panel.tsx";
import { SaveDialog } from "./save-dialog.tsx";

/** The author's text in an editor, with the graph that it means beside it. */
export function DefinitionTab({
  workflow,
  onChanged,
}: {
  readonly workflow: Workflow;
  readonly onChanged: () => void;
}) {
  const text = useSignal(workflow.definition);
  const checked = useSignal<Checked | undefined>(undefined);
  const isSaving = useSignal(false);
  const isChanged = useComputed(() => text.value !== workflow.definition);
  const hasErrors = useComputed(() => checked.value?.problems.some(({ severity }) => severity === "error") ?? false);
  const { namespace, name, id } = workflow;
  return (
    <div class="editing">
      <div class="split">
        <EditorPanel text={text} namespace={namespace} checked={checked} />
        <Preview checked={checked.value} name={name} finalTasks={workflow.final_tasks} />
      </div>
      <footer class="savebar">
        <span class="quiet">{isChanged.value ? "Changed" : `As stored: revision ${workflow.revision}`}</span>
        <button
          type="button"
          class="primary"
          disabled={!isChanged.value || hasErrors.value}
          onClick={() => void (isSaving.value = true)}
        >
          <Icon name="check" size={15} /> Save…
        </button>
      </footer>
      {isSaving.value && (
        <SaveDialog
          title={`Save ${name}`}
          verb="Save"
          dryRun={() => client.workflows.dryUpdate(text.value, { namespace, scope: workflow.scope })}
          write={(onBreak) =>
            client.workflows.updateOne(id, text.value, { namespace, scope: workflow.scope, on_break: onBreak })
          }
          onClose={() => void (isSaving.value = false)}
          onDone={() => {
            isSaving.value = false;
            tell("done", `${name} is saved.`);
            onChanged();
          }}
        />
      )}
    </div>
  );
}

/** The graph of a text that has no errors; the last one that had none stays in sight. */
export function Preview({
  checked,
  name,
  finalTasks = [],
}: {
  readonly checked: Checked | undefined;
  readonly name: string | undefined;
  readonly finalTasks?: readonly string[];
}) {
  const last = useSignal<Checked["workflows"]>(undefined);
  const chosen = useSignal<string | undefined>(name);
  if (checked?.workflows !== undefined && checked.workflows !== last.peek()) last.value = checked.workflows;
  const workflows = last.value ?? [];
  const shown = workflows.find((one) => one.name === chosen.value) ?? workflows[0];
  return (
    <div class={checked !== undefined && checked.workflows === undefined ? "preview preview-old" : "preview"}>
      {workflows.length > 1 && (
        <label class="preview-choice">
          <span class="quiet">Graph of</span>
          <select value={shown?.name} onChange={({ currentTarget }) => void (chosen.value = currentTarget.value)}>
            {workflows.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </label>
      )}
      {shown === undefined ? (
        <p class="quiet waiting">The graph appears here as soon as the text has no errors.</p>
      ) : (
        <OriginGraph
          key={shown.name}
          name={shown.name}
          spec={shown.spec}
          provenance={shown.provenance}
          finalTasks={finalTasks}
        />
      )}
    </div>
  );
}
