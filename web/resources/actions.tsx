import { useSignal } from "@preact/signals";
import type { Action, ActionExecution } from "../../src/client/index.ts";
import { isMap, parseJson } from "../../src/core/base/index.ts";
import { JsonPart, Part } from "../execution/execution-panel.tsx";
import { Icon } from "../parts/icon.tsx";
import { Loading } from "../parts/loading.tsx";
import { StateBadge } from "../parts/state.tsx";
import { client } from "../service/client.ts";
import { readMember } from "../service/json.ts";
import { useLoaded } from "../service/load.ts";
import { attempt } from "../shell/notices.tsx";
import { TwoPanes } from "./two-panes.tsx";

/** All actions with their documentation, and a way to try one. */
export function ActionsPage({ parts }: { readonly parts: readonly string[] }) {
  const { loaded } = useLoaded("actions", () => client.actions.list({ sort_keys: "name", sort_dirs: "asc" }));
  return (
    <Loading loaded={loaded.value}>
      {(actions) => (
        <TwoPanes
          room="actions"
          title="Actions"
          rows={actions.toSorted((a, b) => (a.name < b.name ? -1 : 1))}
          chosen={parts[0]}
          empty="No actions"
          draw={(action) => <ActionView action={action} />}
        />
      )}
    </Loading>
  );
}

function ActionView({ action }: { readonly action: Action }) {
  const { name, description, input, definition } = action;
  return (
    <>
      <h2 class="mono">{name}</h2>
      {description !== null && description !== "" && <p class="manual">{codeIn(description)}</p>}
      <Part title="Input">
        {input === null || input === "" ? <p class="quiet">none</p> : <Signature input={input} />}
      </Part>
      {definition !== "" && (
        <Part title="Definition">
          <pre class="json">{definition}</pre>
        </Part>
      )}
      <Trial name={name} />
    </>
  );
}

/** Words between backticks are code. */
function codeIn(text: string) {
  return text.split("`").map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece));
}

/** The inputs of `url, method="GET"`, one on each line. */
function Signature({ input }: { readonly input: string }) {
  const parameters = input.split(/, (?=[\w-]+(?:=|,|$))/);
  return (
    <ul class="signature mono">
      {parameters.map((parameter) => {
        const [name = "", ...rest] = parameter.split("=");
        return (
          <li key={name}>
            <span class="json-key">{name}</span>
            {rest.length > 0 ? <span class="quiet"> = {rest.join("=")}</span> : <em class="required"> required</em>}
          </li>
        );
      })}
    </ul>
  );
}

/** Runs an action without a workflow. */
function Trial({ name }: { readonly name: string }) {
  const text = useSignal("{}");
  const answer = useSignal<ActionExecution | undefined>(undefined);
  const run = (): void =>
    void attempt(async () => {
      const input = parseJson(text.value);
      if (!isMap(input)) throw new Error("The input must be a JSON object.");
      answer.value = await client.actionExecutions.run({ name, input, params: { run_sync: true, save_result: false } });
    });
  return (
    <details class="more">
      <summary>Try it</summary>
      <div class="field">
        <label for="trial-input">
          Input <em>JSON</em>
        </label>
        <textarea
          id="trial-input"
          rows={4}
          spellcheck={false}
          value={text.value}
          onInput={({ currentTarget }) => void (text.value = currentTarget.value)}
        />
      </div>
      <button type="button" onClick={run}>
        <Icon name="play" size={14} /> Run
      </button>
      {answer.value !== undefined && (
        <div class="trial">
          <StateBadge state={answer.value.state} />
          <JsonPart title="Output" value={readMember(answer.value.output)} />
        </div>
      )}
    </details>
  );
}
