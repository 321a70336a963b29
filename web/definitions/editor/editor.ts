import {
  autocompletion,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { forceLinting, linter, lintGutter, lintKeymap, type Diagnostic } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import type { PlacedProblem } from "../check.ts";
import { editorColours, editorTheme } from "./look.ts";
import { spotOf, wordsAt, type KnownNames } from "./names.ts";

interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly onChange: (text: string) => void;
  /** Asked some time after the last change. */
  readonly check: (text: string) => Promise<readonly PlacedProblem[]>;
  readonly known: () => KnownNames;
}

/** An editor that was made. */
export interface Editor {
  /** Goes to a line, counted from 1. */
  goTo(line: number): void;
  /** Puts another text in. */
  replace(text: string): void;
  remove(): void;
}

const checkDelayMs = 350;

/** Makes an editor for definitions. */
export function createEditor(options: EditorOptions): Editor {
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        yaml(),
        syntaxHighlighting(editorColours),
        editorTheme,
        EditorState.readOnly.of(options.isReadOnly),
        EditorState.tabSize.of(2),
        EditorView.contentAttributes.of({ "aria-label": "Definition", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
        autocompletion({ override: [(context) => complete(context, options.known())] }),
        lintGutter(),
        linter(async ({ state }) => diagnosticsOf(await options.check(state.doc.toString()), state.doc.length), {
          delay: checkDelayMs,
        }),
        // Escape, then Tab, leaves the editor with the keyboard.
        keymap.of([
          ...completionKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
      ],
    }),
  });
  forceLinting(view);
  return {
    goTo(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    remove: () => view.destroy(),
  };
}

function diagnosticsOf(problems: readonly PlacedProblem[], length: number): Diagnostic[] {
  return problems.map(({ severity, message, code, offset = 0, length: size = 1 }) => {
    const from = Math.min(offset, length);
    return { from, to: Math.min(length, from + Math.max(1, size)), severity, message: `${message} [${code}]` };
  });
}

function complete(context: CompletionContext, known: KnownNames): CompletionResult | null {
  const word = context.matchBefore(/[\w.-]*/);
  if (word === null || (word.from === word.to && !context.explicit)) return null;
  const text = context.state.doc.toString();
  const spot = spotOf(text.slice(0, word.from));
  const words = wordsAt(spot, text, known);
  if (words.length === 0) return null;
  return { from: word.from, options: words.map((label) => ({ label })), validFor: /^[\w.-]*$/ };
}
