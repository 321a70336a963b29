import { useSignal } from "@preact/signals";
import type { CronTrigger, EventTrigger } from "../../src/client/index.ts";
import { Icon } from "../parts/icon.tsx";
import { Loading } from "../parts/loading.tsx";
import { client } from "../service/client.ts";
import { gather, useLoaded } from "../service/load.ts";
import { momentText, wireMs } from "../service/time.ts";
import { attempt } from "../shell/notices.tsx";
import { linkTo } from "../shell/router.ts";
import { Table } from "./table.tsx";
import { CronDialog, EventDialog } from "./trigger-dialogs.tsx";

/** What starts workflows by itself: at certain times, and with events. */
export function TriggersPage() {
  const crons = useLoaded("crons", () => gather(client.cronTriggers.list()));
  const events = useLoaded("events", async () => {
    const [rows, workflows] = await Promise.all([
      gather(client.eventTriggers.list()),
      gather(client.workflows.list({ fields: "id,name" })),
    ]);
    const names = new Map(workflows.map(({ id, name }) => [id, name]));
    return rows.map((row) => ({ ...row, workflow_name: names.get(row.workflow_id) ?? row.workflow_id }));
  });
  const made = useSignal<"cron" | "event" | undefined>(undefined);
  const close = (): void => void (made.value = undefined);
  return (
    <section class="page stacked">
      <h1>Triggers</h1>
      <header class="page-head">
        <h2>By time</h2>
        <button type="button" onClick={() => void (made.value = "cron")}>
          <Icon name="plus" size={15} /> New cron trigger
        </button>
      </header>
      <Loading loaded={crons.loaded.value}>
        {(rows) => (
          <Table
            label="Cron triggers"
            head={["Name", "Workflow", "Pattern", "Next", "Left", ""]}
            empty="No cron trigger yet."
            rows={rows.map((row) => cronRow(row, crons.again))}
          />
        )}
      </Loading>
      <header class="page-head">
        <h2>By event</h2>
        <button type="button" onClick={() => void (made.value = "event")}>
          <Icon name="plus" size={15} /> New event trigger
        </button>
      </header>
      <Loading loaded={events.loaded.value}>
        {(rows) => (
          <Table
            label="Event triggers"
            head={["Name", "Workflow", "Exchange", "Topic", "Event", ""]}
            empty="No event trigger yet."
            rows={rows.map((row) => eventRow(row, events.again))}
          />
        )}
      </Loading>
      {made.value === "cron" && <CronDialog onClose={close} onSaved={crons.again} />}
      {made.value === "event" && <EventDialog onClose={close} onSaved={events.again} />}
    </section>
  );
}

function cronRow(row: CronTrigger, again: () => void) {
  const next = wireMs(row.next_execution_time);
  const cells = [
    row.name,
    <a key="workflow" href={linkTo(["workflows", row.workflow_id])}>
      {row.workflow_name}
    </a>,
    <span key="pattern" class="mono">
      {row.pattern ?? "once"} {row.time_zone !== undefined && <small class="quiet">{row.time_zone}</small>}
    </span>,
    next === undefined ? "" : momentText(next),
    row.remaining_executions === null ? "no end" : String(row.remaining_executions),
    <DeleteButton key="delete" name={row.name} onDelete={() => client.cronTriggers.delete(row.id)} onDone={again} />,
  ];
  return { key: row.id, cells };
}

function eventRow(row: EventTrigger & { readonly workflow_name: string }, again: () => void) {
  const cells = [
    row.name,
    <a key="workflow" href={linkTo(["workflows", row.workflow_id])}>
      {row.workflow_name}
    </a>,
    row.exchange,
    row.topic,
    <span key="event">
      {row.event} {row.filter !== undefined && <small class="quiet mono">{row.filter}</small>}
    </span>,
    <DeleteButton key="delete" name={row.name} onDelete={() => client.eventTriggers.delete(row.id)} onDone={again} />,
  ];
  return { key: row.id, cells };
}

interface DeleteButtonProps {
  readonly name: string;
  readonly onDelete: () => Promise<unknown>;
  readonly onDone: () => void;
}

/** Asks once more before it deletes: a trigger does not come back. */
function DeleteButton({ name, onDelete, onDone }: DeleteButtonProps) {
  const isAsked = useSignal(false);
  const remove = (): void => void attempt(onDelete, `${name} is deleted.`).then((isDone) => isDone && onDone());
  if (isAsked.value) {
    return (
      <button type="button" class="danger" autofocus onClick={remove} onBlur={() => void (isAsked.value = false)}>
        Delete {name}?
      </button>
    );
  }
  return (
    <button
      type="button"
      class="plain"
      aria-label={`Delete ${name}`}
      title={`Delete ${name}`}
      onClick={() => void (isAsked.value = true)}
    >
      <Icon name="trash" size={15} />
    </button>
  );
}
