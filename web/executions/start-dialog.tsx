import { useSignal } from "@preact/signals";
import type { Workflow } from "../../src/client/index.ts";
import { isMap } from "../../src/core/base/index.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { Loading } from "../parts/loading.tsx";
import { client } from "../service/client.ts";
import { gather, useLoaded } from "../service/load.ts";
import { attempt } from "../shell/notices.tsx";
import { goTo, linkTo } from "../shell/router.ts";
import { InputForm } from "./input-form.tsx";
import { fieldsOf, inputOf, type FieldFault } from "./inputs.ts";

interface StartDialogProps {
  /** The workflow; chosen in the dialog when left out. */
  readonly workflow?: Workflow;
  readonly onClose: () => void;
}

/** Chooses a workflow, asks for its inputs and starts it. */
export function StartDialog({ workflow, onClose }: StartDialogProps) {
  const chosen = useSignal<Workflow | undefined>(workflow);
  return (
    <Dialog title={chosen.value === undefined ? "Start a workflow" : `Start ${chosen.value.name}`} onClose={onClose}>
      {chosen.value === undefined ? (
        <Choice onChoose={(one) => void (chosen.value = one)} />
      ) : (
        <StartForm key={chosen.value.id} workflow={chosen.value} onClose={onClose} />
      )}
    </Dialog>
  );
}

const fields = "id,name,namespace,input,interface,definition,tags,scope,abstract";

function Choice({ onChoose }: { readonly onChoose: (workflow: Workflow) => void }) {
  const text = useSignal("");
  const { loaded } = useLoaded("workflows", () =>
    gather(client.workflows.list({ fields, sort_keys: "name", sort_dirs: "asc" })),
  );
  return (
    <Loading loaded={loaded.value}>
      {(workflows) => {
        const word = text.value.toLowerCase();
        const found = workflows.filter(({ name }) => name.toLowerCase().includes(word));
        return (
          <>
            <label class="search">
              <Icon name="search" size={16} />
              <input
                type="search"
                autofocus
                placeholder="Which workflow?"
                aria-label="Search workflows"
                value={text.value}
                onInput={({ currentTarget }) => void (text.value = currentTarget.value)}
              />
            </label>
            <ul class="choices">
              {found.slice(0, 100).map((workflow) => (
                <li key={workflow.id}>
                  <button type="button" disabled={workflow.abstract} onClick={() => onChoose(workflow)}>
                    <strong>{workflow.name}</strong>
                    {workflow.abstract && <small class="tag">abstract</small>}
                    <small class="quiet clip">{workflow.input || "no input"}</small>
                  </button>
                </li>
              ))}
            </ul>
            {found.length === 0 && <p class="quiet">No workflow of that name.</p>}
          </>
        );
      }}
    </Loading>
  );
}

function StartForm({ workflow, onClose }: { readonly workflow: Workflow; readonly onClose: () => void }) {
  const texts = useSignal<Readonly<Record<string, string>>>({});
  const description = useSignal("");
  const environment = useSignal("");
  const target = useSignal("");
  const faults = useSignal<readonly FieldFault[]>([]);
  const isBusy = useSignal(false);
  const inputs = fieldsOf(workflow.interface);
  const isReverse = /^\s*type:\s*['"]?reverse/m.test(workflow.definition);
  const { loaded: environments } = useLoaded("environments", () =>
    gather(client.environments.list({ fields: "id,name" })),
  );

  const start = async (): Promise<void> => {
    const read = inputOf(inputs, texts.value);
    faults.value = read.faults;
    if (read.faults.length > 0) return;
    isBusy.value = true;
    const params = {
      ...(environment.value === "" ? {} : { env: environment.value }),
      ...(target.value === "" ? {} : { task_name: target.value }),
    };
    await attempt(async () => {
      const { id } = await client.executions.start({
        workflow_id: workflow.id,
        input: isMap(read.input) ? read.input : {},
        params,
        description: description.value,
      });
      onClose();
      goTo(linkTo(["executions", id]));
    });
    isBusy.value = false;
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <InputForm fields={inputs} texts={texts} faults={faults.value} />
      {isReverse && (
        <div class="field">
          <label for="start-target">
            Target task <em class="required">required</em>
          </label>
          <input
            id="start-target"
            type="text"
            required
            value={target.value}
            onInput={({ currentTarget }) => void (target.value = currentTarget.value)}
          />
        </div>
      )}
      <details class="more">
        <summary>Description and environment</summary>
        <div class="field">
          <label for="start-description">Description</label>
          <input
            id="start-description"
            type="text"
            value={description.value}
            onInput={({ currentTarget }) => void (description.value = currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="start-environment">Environment</label>
          <select
            id="start-environment"
            value={environment.value}
            onChange={({ currentTarget }) => void (environment.value = currentTarget.value)}
          >
            <option value="">none</option>
            {environments.value.state === "done" &&
              environments.value.value.map(({ name }) => <option key={name}>{name}</option>)}
          </select>
        </div>
      </details>
      <footer>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" class="primary" disabled={isBusy.value}>
          <Icon name="play" size={15} /> Start
        </button>
      </footer>
    </form>
  );
}
