import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Workflow } from "../../src/client/index.ts";
import { Loading } from "../parts/loading.tsx";
import { client } from "../service/client.ts";
import { useLoaded } from "../service/load.ts";
import { OriginGraph } from "./origin-graph.tsx";

/** A workflow as it runs: the flattened text, each line with where it comes from, and its graph. */
export function CompleteForm({ workflow }: { readonly workflow: Workflow }) {
  const { id, name, revision, final_tasks: finals, abstract_tasks: abstracts } = workflow;
  const shown = useSignal<string | undefined>(undefined);
  const { loaded } = useLoaded(`${id} ${revision}`, () => client.workflows.flattened(id, { annotate: true }));
  return (
    <Loading loaded={loaded.value}>
      {({ definition, spec, provenance }) => (
        <div class="split">
          <Lines text={definition} own={name} task={shown.value} />
          <OriginGraph
            name={name}
            spec={spec}
            provenance={provenance}
            finalTasks={finals}
            abstractTasks={abstracts}
            onSelect={(task) => void (shown.value = task)}
          />
        </div>
      )}
    </Loading>
  );
}

const comment = / # from (\S+)$/;

function Lines({
  text,
  own,
  task,
}: {
  readonly text: string;
  readonly own: string;
  readonly task: string | undefined;
}) {
  const element = useRef<HTMLOListElement>(null);
  const lines = text.replace(/\n$/, "").split("\n");
  const found = task === undefined ? -1 : lines.findIndex((line) => line.replace(comment, "") === `    ${task}:`);
  useEffect(() => {
    element.current?.children[found]?.scrollIntoView({ block: "center" });
  }, [found]);
  return (
    <ol ref={element} class="lines" tabIndex={0} aria-label="The complete form">
      {lines.map((line, index) => {
        const origin = comment.exec(line)?.[1];
        const isOwn = origin !== undefined && origin.split("@")[0] === own;
        const kind = origin === undefined ? "" : isOwn ? "line-own" : "line-inherited";
        return (
          <li
            key={index}
            class={`${kind}${index === found ? " line-shown" : ""}`}
            title={origin === undefined ? undefined : `from ${origin}`}
          >
            <code>{line.replace(comment, "")}</code>
            {origin !== undefined && <small>{origin}</small>}
          </li>
        );
      })}
    </ol>
  );
}
