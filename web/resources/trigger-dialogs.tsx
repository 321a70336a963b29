import { useSignal, type Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { isMap, parseJson, type JsonMap } from "../../src/core/base/index.ts";
import { Dialog } from "../parts/dialog.tsx";
import { client } from "../service/client.ts";
import { gather, useLoaded } from "../service/load.ts";
import { attempt } from "../shell/notices.tsx";

interface TriggerDialogProps {
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Makes a trigger that fires at certain times. */
export function CronDialog({ onClose, onSaved }: TriggerDialogProps) {
  const name = useSignal("");
  const workflow = useSignal("");
  const pattern = useSignal("0 3 * * *");
  const zone = useSignal("");
  const first = useSignal("");
  const count = useSignal("");
  const input = useSignal("{}");
  const save = () =>
    client.cronTriggers.create({
      name: name.value,
      workflow_id: workflow.value,
      workflow_input: mapIn(input.value),
      ...(pattern.value === "" ? {} : { pattern: pattern.value }),
      ...(zone.value === "" ? {} : { time_zone: zone.value }),
      ...(first.value === "" ? {} : { first_execution_time: first.value }),
      ...(count.value === "" ? {} : { remaining_executions: Number(count.value) }),
    });
  return (
    <TriggerForm title="New cron trigger" save={save} onClose={onClose} onSaved={onSaved}>
      <Line id="trigger-name" label="Name" value={name} isRequired />
      <WorkflowChoice value={workflow} />
      <Line id="trigger-pattern" label="Pattern" note="minute hour day month weekday" value={pattern} />
      <Line id="trigger-zone" label="Time zone" note="such as Europe/Berlin; UTC when empty" value={zone} />
      <Line id="trigger-first" label="First time" note="YYYY-MM-DD HH:MM in UTC" value={first} />
      <Line id="trigger-count" label="How often" note="for ever when empty" value={count} kind="number" />
      <Line id="trigger-input" label="Input" note="JSON" value={input} />
    </TriggerForm>
  );
}

/** Makes a trigger that fires with an event. */
export function EventDialog({ onClose, onSaved }: TriggerDialogProps) {
  const name = useSignal("");
  const workflow = useSignal("");
  const exchange = useSignal("");
  const topic = useSignal("");
  const event = useSignal("");
  const filter = useSignal("");
  const input = useSignal("{}");
  const save = () =>
    client.eventTriggers.create({
      name: name.value,
      workflow_id: workflow.value,
      workflow_input: mapIn(input.value),
      exchange: exchange.value,
      topic: topic.value,
      event: event.value,
      ...(filter.value === "" ? {} : { filter: filter.value }),
    });
  return (
    <TriggerForm title="New event trigger" save={save} onClose={onClose} onSaved={onSaved}>
      <Line id="trigger-name" label="Name" value={name} isRequired />
      <WorkflowChoice value={workflow} />
      <Line id="trigger-exchange" label="Exchange" value={exchange} isRequired />
      <Line id="trigger-topic" label="Topic" value={topic} isRequired />
      <Line id="trigger-event" label="Event" note="such as compute.instance.*" value={event} isRequired />
      <Line id="trigger-filter" label="Filter" note="an expression that must be true of it" value={filter} />
      <Line id="trigger-input" label="Input" note="JSON" value={input} />
    </TriggerForm>
  );
}

/** @throws Error in words for a person */
function mapIn(text: string): JsonMap {
  const value = parseJson(text);
  if (!isMap(value)) throw new Error("The input must be a JSON object.");
  return value;
}

interface TriggerFormProps extends TriggerDialogProps {
  readonly title: string;
  readonly save: () => Promise<unknown>;
  readonly children: ComponentChildren;
}

function TriggerForm({ title, save, children, onClose, onSaved }: TriggerFormProps) {
  const submit = async (): Promise<void> => {
    if (!(await attempt(async () => save(), "Saved."))) return;
    onSaved();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {children}
        <footer>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="primary">
            Create
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

interface LineProps {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly value: Signal<string>;
  readonly isRequired?: boolean;
  readonly kind?: "text" | "number";
}

function Line({ id, label, note, value, isRequired = false, kind = "text" }: LineProps) {
  return (
    <div class="field">
      <label for={id}>
        {label} {isRequired ? <em class="required">required</em> : note !== undefined && <em>{note}</em>}
      </label>
      <input
        id={id}
        type="text"
        inputMode={kind === "number" ? "numeric" : "text"}
        pattern={kind === "number" ? "[1-9][0-9]*" : undefined}
        required={isRequired}
        placeholder={isRequired ? note : undefined}
        value={value.value}
        onInput={({ currentTarget }) => void (value.value = currentTarget.value)}
      />
    </div>
  );
}

function WorkflowChoice({ value }: { readonly value: Signal<string> }) {
  const { loaded } = useLoaded("workflows", () =>
    gather(client.workflows.list({ fields: "id,name,namespace,abstract", sort_keys: "name", sort_dirs: "asc" })),
  );
  const workflows = loaded.value.state === "done" ? loaded.value.value : [];
  return (
    <div class="field">
      <label for="trigger-workflow">
        Workflow <em class="required">required</em>
      </label>
      <select
        id="trigger-workflow"
        required
        value={value.value}
        onChange={({ currentTarget }) => void (value.value = currentTarget.value)}
      >
        <option value="">choose one</option>
        {workflows
          .filter(({ abstract }) => !abstract)
          .map(({ id, name, namespace }) => (
            <option key={id} value={id}>
              {namespace === "" ? name : `${name} (${namespace})`}
            </option>
          ))}
      </select>
    </div>
  );
}
