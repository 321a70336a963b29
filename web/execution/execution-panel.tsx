import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { LiveExecution } from "../../src/client/index.ts";
import type { Json } from "../../src/core/base/index.ts";
import { JsonView } from "../parts/json-view.tsx";
import { Loading } from "../parts/loading.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { client } from "../service/client.ts";
import { isNothing, readMember } from "../service/json.ts";
import { useLoaded } from "../service/load.ts";

type Tab = "data" | "context";

/** An execution as a whole: what it was given, what came out, and what its tasks share. */
export function ExecutionPanel({ execution }: { readonly execution: LiveExecution }) {
  const tab = useSignal<Tab>("data");
  const { loaded } = useLoaded(`${execution.id} ${execution.state} ${execution.updated_ms}`, () =>
    client.executions.get(execution.id),
  );
  return (
    <>
      <Tabs<Tab>
        label="About the execution"
        current={tab.value}
        onChoose={(name) => void (tab.value = name)}
        tabs={[
          ["data", "Input and output"],
          ["context", "Context"],
        ]}
      />
      <div class="panel-body">
        <Loading loaded={loaded.value}>
          {({ input, output, params, published_global: globals, description, tags }) =>
            tab.value === "data" ? (
              <>
                {execution.state_info !== null && execution.state_info !== "" && (
                  <Part title={execution.state === "ERROR" ? "What failed" : "Message"}>
                    <p class={execution.state === "ERROR" ? "problem" : "quiet"}>{execution.state_info}</p>
                  </Part>
                )}
                {description !== null && description !== "" && (
                  <Part title="Description">
                    <p>{description}</p>
                  </Part>
                )}
                <JsonPart title="Output" value={readMember(output)} />
                <JsonPart title="Input" value={readMember(input)} />
                {tags.length > 0 && <JsonPart title="Tags" value={tags} />}
              </>
            ) : (
              <>
                <JsonPart title="Globals" value={readMember(globals)} hint="what tasks have published with global" />
                <JsonPart
                  title="Parameters and environment"
                  value={readMember(params)}
                  hint="seen as env() and execution().params"
                />
              </>
            )
          }
        </Loading>
      </div>
    </>
  );
}

/** A value under its name, or that there is none. */
export function JsonPart({
  title,
  value,
  hint,
}: {
  readonly title: string;
  readonly value: Json | undefined;
  readonly hint?: string;
}) {
  return (
    <Part title={title} {...(hint === undefined ? {} : { hint })}>
      {isNothing(value) ? <p class="quiet">none</p> : <JsonView value={value ?? null} label={title.toLowerCase()} />}
    </Part>
  );
}

export function Part({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="part">
      <h3>
        {title}
        {hint !== undefined && <small> {hint}</small>}
      </h3>
      {children}
    </section>
  );
}
