import type { JsonMap } from "../../src/core/base/index.ts";
import { ServiceError, type AuditEntry, type Quota } from "../../src/client/index.ts";
import { Loading } from "../parts/loading.tsx";
import { client, connection } from "../service/client.ts";
import { textAt } from "../service/json.ts";
import { gather, useLoaded } from "../service/load.ts";
import { momentText, wireMs } from "../service/time.ts";
import { Table } from "./table.tsx";

const newestRows = 100;

/** The nodes that do the work, what the reader's project may use, and, for admins, who changed what. */
export function ServicePage() {
  const { loaded: nodes } = useLoaded("nodes", () => gather(connection.list("/v2/services", "services")));
  const { loaded: quota } = useLoaded("quota", () => unlessRefused(() => client.quotas.get()));
  const { loaded: audit } = useLoaded("audit", () =>
    unlessRefused(() =>
      gather(
        client.auditLog.list({
          limit: newestRows,
          sort_keys: "created_at",
          sort_dirs: "desc",
        }),
      ),
    ),
  );
  return (
    <section class="page stacked">
      <h1>Service</h1>
      <h2>Nodes</h2>
      <Loading loaded={nodes.value}>
        {(rows) => (
          <Table
            label="Nodes"
            head={["Node", "Does"]}
            empty="No node has told that it is alive."
            rows={nodeRows(rows)}
          />
        )}
      </Loading>
      <h2>This project</h2>
      <Loading loaded={quota.value}>
        {(found) =>
          found === undefined ? (
            <p class="quiet">Quotas may not be looked at.</p>
          ) : (
            <Table label="Quotas" head={["What", "Used", "At most"]} empty="" rows={quotaRows(found)} />
          )
        }
      </Loading>
      <h2>Who changed what</h2>
      <Loading loaded={audit.value}>
        {(rows) =>
          rows === undefined ? (
            <p class="quiet">The audit log is for admins.</p>
          ) : (
            <Table
              label="Audit log"
              head={["When", "Who", "Call", "Target", "From", "Outcome"]}
              empty="Nothing has been changed yet, or nothing of it is kept."
              rows={rows.map(auditRow)}
            />
          )
        }
      </Loading>
    </section>
  );
}

/** Undefined where the caller may not look, or there is no such thing. */
async function unlessRefused<Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}

function nodeRows(rows: readonly JsonMap[]) {
  const roles = new Map<string, string[]>();
  for (const row of rows) {
    const name = textAt(row, "name") ?? "";
    roles.set(name, [...(roles.get(name) ?? []), (textAt(row, "type") ?? "").replace(/_group$/, "")]);
  }
  return [...roles].map(([name, does]) => ({
    key: name,
    cells: [
      <span key="name" class="mono">
        {name}
      </span>,
      does.join(", "),
    ],
  }));
}

const counted = [
  ["definitions", "Definitions"],
  ["running_executions", "Executions under way"],
  ["stored_bytes", "Stored"],
] as const;

function quotaRows({ usage, limits }: Quota) {
  return counted.map(([key, label]) => {
    const [used, most] = [usage[key], limits[key]];
    const shown = (value: number): string => (key === "stored_bytes" ? sizeText(value) : value.toLocaleString());
    const bar = <Used key="used" used={used} most={most} text={shown(used)} />;
    return { key, cells: [label, bar, most < 0 ? "no limit" : shown(most)] };
  });
}

function Used({ used, most, text }: { readonly used: number; readonly most: number; readonly text: string }) {
  return (
    <span class="used">
      {text}
      {most > 0 && <meter aria-label={`${text} used`} min={0} max={most} high={most * 0.9} value={used} />}
    </span>
  );
}

function sizeText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${units[step] ?? ""}`;
}

function auditRow(entry: AuditEntry) {
  const { id, user, project_id: project, call, target, path, address, outcome, status, reason } = entry;
  const at = wireMs(entry.created_at);
  const cells = [
    at === undefined ? "" : momentText(at),
    `${user} (${project})`,
    call,
    target ?? path,
    address,
    <span key="outcome" class={outcome === "done" ? "" : "fault"} title={reason ?? undefined}>
      {outcome} ({status})
    </span>,
  ];
  return { key: id, cells };
}
