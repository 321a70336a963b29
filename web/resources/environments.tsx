import { useSignal } from "@preact/signals";
import type { Environment } from "../../src/client/index.ts";
import { isMap, parseJson, type JsonMap } from "../../src/core/base/index.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { JsonView } from "../parts/json-view.tsx";
import { Loading } from "../parts/loading.tsx";
import { client } from "../service/client.ts";
import { pretty, readMap } from "../service/json.ts";
import { gather, useLoaded } from "../service/load.ts";
import { attempt } from "../shell/notices.tsx";
import { TwoPanes } from "./two-panes.tsx";

type Named = Environment & { readonly name: string };

/** Environments: their variables, and a way to change them. */
export function EnvironmentsPage({ parts }: { readonly parts: readonly string[] }) {
  const { loaded, again } = useLoaded("environments", () =>
    gather(client.environments.list({ sort_keys: "name", sort_dirs: "asc" })).then((rows) =>
      rows.map((row) => ({ ...row, name: row.name ?? "" })),
    ),
  );
  const edited = useSignal<Named | "new" | undefined>(undefined);
  return (
    <>
      <Loading loaded={loaded.value}>
        {(environments) => (
          <TwoPanes
            room="environments"
            title="Environments"
            rows={environments}
            chosen={parts[0]}
            empty="No environment yet"
            tools={
              <button type="button" class="primary" onClick={() => void (edited.value = "new")}>
                <Icon name="plus" size={15} /> New
              </button>
            }
            draw={(environment) => (
              <EnvironmentView
                environment={environment}
                onEdit={() => void (edited.value = environment)}
                onDelete={() =>
                  void attempt(() => client.environments.delete(environment.name), "Deleted.").then(
                    (isDone) => isDone && again(),
                  )
                }
              />
            )}
          />
        )}
      </Loading>
      {edited.value !== undefined && (
        <EditDialog
          environment={edited.value === "new" ? undefined : edited.value}
          onClose={() => void (edited.value = undefined)}
          onSaved={() => {
            edited.value = undefined;
            again();
          }}
        />
      )}
    </>
  );
}

interface EnvironmentViewProps {
  readonly environment: Named;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function EnvironmentView({ environment, onEdit, onDelete }: EnvironmentViewProps) {
  const { name, description, scope, variables } = environment;
  return (
    <>
      <header class="page-head">
        <h2>
          {name} <small class="tag">{scope}</small>
        </h2>
        <div class="buttons">
          <button type="button" onClick={onEdit}>
            <Icon name="edit" size={15} /> Change
          </button>
          <button type="button" class="danger" onClick={onDelete}>
            <Icon name="trash" size={15} /> Delete
          </button>
        </div>
      </header>
      {description !== null && description !== "" && <p class="quiet">{description}</p>}
      <JsonView value={variablesOf(variables)} label="variables" />
    </>
  );
}

/** Variables are JSON text on the wire in Mistral's answers. */
function variablesOf(variables: unknown): JsonMap {
  if (typeof variables === "string") return readMap(variables);
  return isMap(variables) ? variables : {};
}

interface EditDialogProps {
  readonly environment: Named | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function EditDialog({ environment, onClose, onSaved }: EditDialogProps) {
  const name = useSignal(environment?.name ?? "");
  const description = useSignal(environment?.description ?? "");
  const variables = useSignal(pretty(variablesOf(environment?.variables)));
  const save = (): void =>
    void attempt(async () => {
      const read = parseJson(variables.value);
      if (!isMap(read)) throw new Error("The variables must be a JSON object.");
      const write = { name: name.value, description: description.value, variables: read };
      await (environment === undefined ? client.environments.create(write) : client.environments.update(write));
      onSaved();
    }, "Saved.");
  return (
    <Dialog title={environment === undefined ? "New environment" : `Change ${environment.name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {environment === undefined && (
          <div class="field">
            <label for="environment-name">Name</label>
            <input
              id="environment-name"
              type="text"
              required
              value={name.value}
              onInput={({ currentTarget }) => void (name.value = currentTarget.value)}
            />
          </div>
        )}
        <div class="field">
          <label for="environment-description">Description</label>
          <input
            id="environment-description"
            type="text"
            value={description.value}
            onInput={({ currentTarget }) => void (description.value = currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="environment-variables">
            Variables <em>JSON</em>
          </label>
          <textarea
            id="environment-variables"
            rows={10}
            spellcheck={false}
            value={variables.value}
            onInput={({ currentTarget }) => void (variables.value = currentTarget.value)}
          />
        </div>
        <footer>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="primary">
            Save
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
