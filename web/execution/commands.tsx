import { useSignal } from "@preact/signals";
import type { LiveExecution } from "../../src/client/index.ts";
import { isOver } from "../executions/rows.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { client } from "../service/client.ts";
import { attempt } from "../shell/notices.tsx";
import { goTo, linkTo } from "../shell/router.ts";

/** What can be done with an execution in its state. */
export function ExecutionCommands({ execution }: { readonly execution: LiveExecution }) {
  const isStopping = useSignal(false);
  const isDeleting = useSignal(false);
  const { id, state } = execution;
  const turn = (to: "PAUSED" | "RUNNING"): void => void attempt(() => client.executions.update(id, { state: to }));
  return (
    <div class="buttons">
      {state === "RUNNING" && (
        <button type="button" onClick={() => turn("PAUSED")}>
          <Icon name="pause" size={15} /> Pause
        </button>
      )}
      {(state === "PAUSED" || state === "IDLE") && (
        <button type="button" class="primary" onClick={() => turn("RUNNING")}>
          <Icon name="play" size={15} /> Resume
        </button>
      )}
      {!isOver(state) && (
        <button type="button" class="danger" onClick={() => void (isStopping.value = true)}>
          <Icon name="stop" size={14} /> Stop
        </button>
      )}
      {isOver(state) && execution.parent_execution_id === null && (
        <button type="button" onClick={() => void startAgain(id)}>
          <Icon name="again" size={15} /> Start again
        </button>
      )}
      {isOver(state) && (
        <button
          type="button"
          class="plain"
          aria-label="Delete"
          title="Delete"
          onClick={() => void (isDeleting.value = true)}
        >
          <Icon name="trash" size={16} />
        </button>
      )}
      {isStopping.value && <StopDialog id={id} onClose={() => void (isStopping.value = false)} />}
      {isDeleting.value && <DeleteDialog id={id} onClose={() => void (isDeleting.value = false)} />}
    </div>
  );
}

async function startAgain(id: string): Promise<void> {
  await attempt(async () => {
    const { id: fresh } = await client.executions.start({ source_execution_id: id });
    goTo(linkTo(["executions", fresh]));
  }, "Started again with the same input.");
}

function StopDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const state = useSignal<"CANCELLED" | "ERROR" | "SUCCESS">("CANCELLED");
  const message = useSignal("");
  return (
    <Dialog title="Stop this execution" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(() =>
            client.executions.update(id, {
              state: state.value,
              ...(message.value === "" ? {} : { state_info: message.value }),
            }),
          ).then((isDone) => isDone && onClose());
        }}
      >
        <fieldset class="radios">
          <legend>It ends as</legend>
          {(["CANCELLED", "ERROR", "SUCCESS"] as const).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="stop-state"
                checked={state.value === one}
                onChange={() => void (state.value = one)}
              />
              {one.charAt(0) + one.slice(1).toLowerCase()}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="stop-message">Reason</label>
          <input
            id="stop-message"
            type="text"
            value={message.value}
            onInput={({ currentTarget }) => void (message.value = currentTarget.value)}
          />
        </div>
        <footer>
          <button type="button" onClick={onClose}>
            Let it run
          </button>
          <button type="submit" class="danger">
            Stop
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function DeleteDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  return (
    <Dialog title="Delete this execution" onClose={onClose}>
      <p>Its tasks, results and sub-workflows go with it. This cannot be taken back.</p>
      <footer>
        <button type="button" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          class="danger"
          onClick={() =>
            void attempt(() => client.executions.delete(id), "Deleted.").then((isDone) => {
              onClose();
              if (isDone) goTo(linkTo(["executions"]));
            })
          }
        >
          Delete
        </button>
      </footer>
    </Dialog>
  );
}
