import type { JsonMap } from "../../src/core/base/index.ts";
import { Loading } from "../parts/loading.tsx";
import { connection } from "../service/client.ts";
import { textAt } from "../service/json.ts";
import { gather, useLoaded } from "../service/load.ts";
import { momentText, wireMs } from "../service/time.ts";
import { linkTo } from "../shell/router.ts";

const listed = (name: string): Promise<JsonMap[]> => gather(connection.list(`/v2/${name}`, name));

/** What starts workflows by itself, and the nodes that do the work. */
export function TriggersPage() {
  const { loaded: crons } = useLoaded("crons", () => listed("cron_triggers"));
  const { loaded: events } = useLoaded("events", () => listed("event_triggers"));
  const { loaded: nodes } = useLoaded("nodes", () => listed("services"));
  return (
    <section class="page triggers">
      <h1>Triggers</h1>
      <h2>By time</h2>
      <Loading loaded={crons.value}>
        {(rows) => (
          <Table
            head={["Name", "Workflow", "Pattern", "Next", "Left"]}
            empty="No cron trigger."
            rows={rows.map(cronCells)}
          />
        )}
      </Loading>
      <h2>By event</h2>
      <Loading loaded={events.value}>
        {(rows) => (
          <Table
            head={["Name", "Workflow", "Exchange", "Topic", "Event"]}
            empty="No event trigger."
            rows={rows.map(eventCells)}
          />
        )}
      </Loading>
      <h1>Nodes</h1>
      <Loading loaded={nodes.value}>
        {(rows) => <Table head={["Node", "Does"]} empty="No node has told that it is alive." rows={nodeCells(rows)} />}
      </Loading>
    </section>
  );
}

type Cell = string | { readonly text: string; readonly link: string };

function cronCells(row: JsonMap): Cell[] {
  const remaining = row["remaining_executions"];
  const next = wireMs(textAt(row, "next_execution_time"));
  return [
    textAt(row, "name") ?? "",
    { text: textAt(row, "workflow_name") ?? "", link: linkTo(["workflows", textAt(row, "workflow_id") ?? ""]) },
    textAt(row, "pattern") ?? "once",
    next === undefined ? "" : momentText(next),
    typeof remaining === "number" ? String(remaining) : "no end",
  ];
}

function eventCells(row: JsonMap): Cell[] {
  const workflow = textAt(row, "workflow_id") ?? "";
  return [
    textAt(row, "name") ?? "",
    { text: workflow, link: linkTo(["workflows", workflow]) },
    textAt(row, "exchange") ?? "",
    textAt(row, "topic") ?? "",
    textAt(row, "event") ?? "",
  ];
}

function nodeCells(rows: readonly JsonMap[]): Cell[][] {
  const roles = new Map<string, string[]>();
  for (const row of rows) {
    const name = textAt(row, "name") ?? "";
    roles.set(name, [...(roles.get(name) ?? []), (textAt(row, "type") ?? "").replace(/_group$/, "")]);
  }
  return [...roles].map(([name, does]) => [name, does.join(", ")]);
}

interface TableProps {
  readonly head: readonly string[];
  readonly empty: string;
  readonly rows: readonly (readonly Cell[])[];
}

function Table({ head, empty, rows }: TableProps) {
  if (rows.length === 0) return <p class="quiet">{empty}</p>;
  return (
    <div class="card table-card">
      <table>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column}>
                  <Shown cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Shown({ cell }: { readonly cell: Cell }) {
  return typeof cell === "string" ? <>{cell}</> : <a href={cell.link}>{cell.text}</a>;
}
