import { useSignal } from "@preact/signals";
import type { Workflow } from "../../src/client/index.ts";
import { isMap, type JsonMap } from "../../src/core/base/index.ts";
import { Loading } from "../parts/loading.tsx";
import { Ago } from "../parts/moment.tsx";
import { client } from "../service/client.ts";
import { textAt } from "../service/json.ts";
import { useLoaded } from "../service/load.ts";
import { wireMs } from "../service/time.ts";
import { SideBySide } from "./side-by-side.tsx";

/** The states that a workflow has had; a chosen one stands beside the one that followed it. */
export function Revisions({ workflow }: { readonly workflow: Workflow }) {
  const chosen = useSignal(Math.max(1, workflow.revision - 1));
  const { loaded } = useLoaded(`${workflow.id} ${workflow.revision}`, () => client.workflows.revisions(workflow.id));
  return (
    <div class="revisions">
      <Loading loaded={loaded.value}>
        {(revisions) => (
          <ul class="revision-list">
            {revisions.map((one) => {
              const number = numberOf(one);
              const at = wireMs(textAt(one, "created_at"));
              return (
                <li key={number}>
                  <button
                    type="button"
                    aria-pressed={chosen.value === number}
                    onClick={() => void (chosen.value = number)}
                  >
                    <strong>Revision {number}</strong>
                    <small class="quiet">
                      {causeText(one)} {at !== undefined && <Ago at={at} />}
                    </small>
                  </button>
                </li>
              );
            })}
          </ul>
        )}
      </Loading>
      <Beside workflow={workflow} revision={chosen.value} />
    </div>
  );
}

function Beside({ workflow, revision }: { readonly workflow: Workflow; readonly revision: number }) {
  const { id, revision: newest } = workflow;
  const next = Math.min(newest, revision + 1);
  const { loaded } = useLoaded(`${id} ${revision} ${next}`, () =>
    Promise.all([client.workflows.revision(id, revision), client.workflows.revision(id, next)]),
  );
  return (
    <Loading loaded={loaded.value}>
      {([one, other]) => (
        <SideBySide
          left={{ title: `Revision ${revision}`, text: textAt(one, "definition") ?? "" }}
          right={{
            title: `Revision ${next}${next === newest ? ", the newest" : ""}`,
            text: textAt(other, "definition") ?? "",
          }}
        />
      )}
    </Loading>
  );
}

function numberOf(revision: JsonMap): number {
  const value = revision["revision"];
  return typeof value === "number" ? value : 0;
}

/** Why a revision was made: by a write of its text, or because a parent changed. */
function causeText({ cause = null }: JsonMap): string {
  if (typeof cause === "string") return cause;
  if (!isMap(cause)) return "";
  const words = ["type", "kind", "op", "parent", "name"]
    .map((key) => textAt(cause, key))
    .filter((word) => word !== undefined);
  return words.join(" ");
}
