import { signal, useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { client } from "../service/client.ts";
import { gather, messageOf } from "../service/load.ts";
import { checkText, type Checked } from "./check.ts";
import type { Editor } from "./editor/editor.ts";
import type { KnownNames } from "./editor/names.ts";

interface EditorPanelProps {
  readonly text: Signal<string>;
  readonly namespace: string;
  readonly checked: Signal<Checked | undefined>;
}

const known = signal<KnownNames>({ actions: [], workflows: [] });

/** The editor, with what the service has to say about the text beneath it. */
export function EditorPanel({ text, namespace, checked }: EditorPanelProps) {
  const element = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  const trouble = useSignal<string | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    void learnNames();
    void import("./editor/editor.ts").then(({ createEditor }) => {
      if (!isWanted || element.current === null) return;
      editor.current = createEditor({
        parent: element.current,
        text: text.value,
        isReadOnly: false,
        onChange: (changed) => void (text.value = changed),
        known: () => known.value,
        check: async (asked) => {
          try {
            const answer = await checkText(asked, namespace);
            trouble.value = undefined;
            if (asked === text.value) checked.value = answer;
            return answer.problems;
          } catch (error) {
            trouble.value = messageOf(error);
            return [];
          }
        },
      });
    });
    return () => {
      isWanted = false;
      editor.current?.remove();
    };
  }, []);
  const problems = checked.value?.problems ?? [];
  return (
    <div class="editor-panel">
      <div ref={element} class="editor" />
      <div class="problems" role="log" aria-label="Problems" aria-live="polite">
        {trouble.value !== undefined && <p class="fault">{trouble.value}</p>}
        {checked.value !== undefined && problems.length === 0 && <p class="fine">No problems</p>}
        <ul>
          {problems.map(({ code, severity, message, line, column }) => (
            <li key={`${code} ${line} ${column} ${message}`}>
              <button type="button" class={`problem-row ${severity}`} onClick={() => editor.current?.goTo(line ?? 1)}>
                <span class="mono quiet">{line === undefined ? "" : `${line}:${column}`}</span>
                <span>{message}</span>
                <span class="mono quiet">{code}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

async function learnNames(): Promise<void> {
  const [actions, workflows] = await Promise.all([
    client.actions.list({ fields: "id,name" }),
    gather(client.workflows.list({ fields: "id,name" })),
  ]).catch(() => [[], []] as const);
  known.value = { actions: actions.map(({ name }) => name), workflows: workflows.map(({ name }) => name) };
}
