import { useSignal } from "@preact/signals";
import type { Workflow } from "../../src/client/index.ts";
import { isMap } from "../../src/core/base/index.ts";
import { Loading } from "../parts/loading.tsx";
import { client } from "../service/client.ts";
import { listAt, mapAt, textAt } from "../service/json.ts";
import { useLoaded } from "../service/load.ts";
import { SideBySide } from "./side-by-side.tsx";
import { StructuredDiff } from "./structured-diff.tsx";

/** A child beside its parent: what it changes, and both in their complete form. */
export function Compare({ workflow }: { readonly workflow: Workflow }) {
  const parent = useSignal(workflow.extends[0]?.id ?? "");
  const chosen = workflow.extends.find(({ id }) => id === parent.value);
  const { loaded } = useLoaded(`${workflow.id} ${workflow.revision} ${parent.value}`, async () => {
    if (chosen === undefined) return undefined;
    const revisions = { against: chosen.id, against_revision: chosen.revision };
    const [diff, own, other] = await Promise.all([
      client.workflows.diff(workflow.id, revisions),
      client.workflows.flattened(workflow.id),
      client.workflows.flattened(chosen.id, { revision: chosen.revision }),
    ]);
    return { diff, own, other };
  });
  if (chosen === undefined) return <p class="quiet padded">This workflow extends no other one.</p>;
  return (
    <div class="padded compare">
      {workflow.extends.length > 1 && (
        <label class="field">
          <span>Parent</span>
          <select value={parent.value} onChange={({ currentTarget }) => void (parent.value = currentTarget.value)}>
            {workflow.extends.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Loading loaded={loaded.value}>
        {(found) =>
          found !== undefined && (
            <>
              <section class="card padded">
                <h2>What {workflow.name} changes</h2>
                <StructuredDiff diff={found.diff} />
                <Conformance workflow={workflow} />
                {listAt(mapAt(found.diff, "interface"), "breaches")
                  .filter(isMap)
                  .map((breach) => (
                    <p key={textAt(breach, "message")} class="warning">
                      {textAt(breach, "message")}
                    </p>
                  ))}
              </section>
              <SideBySide
                left={{ title: `${chosen.name}, revision ${chosen.revision}`, text: found.other.definition }}
                right={{ title: `${workflow.name}, revision ${workflow.revision}`, text: found.own.definition }}
              />
            </>
          )
        }
      </Loading>
    </div>
  );
}

/** How far the child keeps what its parent promises, where that was checked. */
function Conformance({ workflow }: { readonly workflow: Workflow }) {
  const { conforms, conformance } = workflow;
  if (!isMap(conformance)) return null;
  const level = textAt(conformance, "level") ?? "none";
  const refuted = Object.entries(mapAt(conformance, "refuted"));
  return (
    <p class="quiet">
      Conforms to its parent: <strong>{level}</strong>
      {conforms !== null && ` (declared: ${conforms})`}
      {refuted.map(([name, reason]) => (
        <span key={name} class="refuted">
          not {name}: {typeof reason === "string" ? reason : ""}
        </span>
      ))}
    </p>
  );
}
