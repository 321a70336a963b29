import { useComputed, useSignal } from "@preact/signals";
import { Icon } from "../parts/icon.tsx";
import { client } from "../service/client.ts";
import { attempt } from "../shell/notices.tsx";
import { goTo, linkTo } from "../shell/router.ts";
import type { Checked } from "./check.ts";
import { Preview } from "./definition-tab.tsx";
import { EditorPanel } from "./editor-panel.tsx";

const example = `version: "2.0"

hello:
  description: Greets somebody, then says good-bye.
  input:
    - who: world
  output:
    greeting: <% $.greeting %>
  tasks:
    greet:
      action: std.echo output="Hello, <% $.who %>!"
      publish:
        greeting: <% task().result %>
      on-success: part
    part:
      action: std.noop
`;

/** Writes new workflows. */
export function NewWorkflowPage() {
  const text = useSignal(example);
  const namespace = useSignal("");
  const checked = useSignal<Checked | undefined>(undefined);
  const mayNot = useComputed(() => checked.value?.workflows === undefined);
  const create = (): void =>
    void attempt(async () => {
      const { workflows } = await client.workflows.create(text.value, { namespace: namespace.value });
      const [first] = workflows;
      goTo(first === undefined ? linkTo(["workflows"]) : linkTo(["workflows", first.id]));
    }, "Created.");
  return (
    <section class="definition">
      <header class="definition-head">
        <div>
          <p class="crumbs quiet">
            <a href={linkTo(["workflows"])}>Workflows</a> / new
          </p>
          <h1>New workflow</h1>
        </div>
        <div class="buttons">
          <input
            class="namespace"
            type="text"
            placeholder="Namespace"
            aria-label="Namespace"
            value={namespace.value}
            onInput={({ currentTarget }) => void (namespace.value = currentTarget.value)}
          />
          <button type="button" class="primary" disabled={mayNot.value} onClick={create}>
            <Icon name="check" size={15} /> Create
          </button>
        </div>
      </header>
      <div class="editing">
        <div class="split">
          <EditorPanel text={text} namespace={namespace.value} checked={checked} />
          <Preview checked={checked.value} name={undefined} />
        </div>
      </div>
    </section>
  );
}
