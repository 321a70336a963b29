import { isList, isMap, writeJson, type Json } from "../../src/core/base/index.ts";
import { attempt } from "../shell/notices.tsx";
import { pretty } from "../service/json.ts";
import { Icon } from "./icon.tsx";

/** Long lists are shown in part until they are asked for. */
const shownItems = 50;

/** A value as a tree that opens and closes, with a button that copies it. */
export function JsonView({ value, label }: { readonly value: Json; readonly label: string }) {
  return (
    <div class="json">
      <button
        type="button"
        class="plain json-copy"
        aria-label={`Copy ${label}`}
        title="Copy"
        onClick={() => void attempt(() => navigator.clipboard.writeText(pretty(value)), "Copied.")}
      >
        <Icon name="copy" size={15} />
      </button>
      <Value value={value} depth={0} />
    </div>
  );
}

function Value({ value, depth }: { readonly value: Json; readonly depth: number }) {
  if (isList(value)) {
    const entries = value.slice(0, shownItems).map((item, index): [string, Json] => [String(index), item]);
    return <Tree open="[" close="]" entries={entries} more={value.length - entries.length} depth={depth} />;
  }
  if (isMap(value)) return <Tree open="{" close="}" entries={Object.entries(value)} more={0} depth={depth} />;
  if (typeof value === "string") return <span class="json-text">{depth === 0 ? value : `"${value}"`}</span>;
  return <span class="json-atom">{writeJson(value)}</span>;
}

interface TreeProps {
  readonly open: string;
  readonly close: string;
  readonly entries: readonly (readonly [string, Json])[];
  readonly more: number;
  readonly depth: number;
}

function Tree({ open, close, entries, more, depth }: TreeProps) {
  if (entries.length === 0) return <span class="json-atom">{`${open}${close}`}</span>;
  const rows = entries.map(([key, item]) => (
    <li key={key}>
      <Entry name={key} value={item} depth={depth + 1} />
    </li>
  ));
  return (
    <ul class="json-tree">
      {rows}
      {more > 0 && <li class="quiet">and {more} more</li>}
    </ul>
  );
}

function Entry({ name, value, depth }: { readonly name: string; readonly value: Json; readonly depth: number }) {
  const size = isList(value) ? value.length : isMap(value) ? Object.keys(value).length : 0;
  if (size === 0) {
    return (
      <>
        <span class="json-key">{name}</span> <Value value={value} depth={depth} />
      </>
    );
  }
  return (
    <details open={depth < 3}>
      <summary>
        <span class="json-key">{name}</span> <span class="quiet">{isList(value) ? `[${size}]` : `{${size}}`}</span>
      </summary>
      <Value value={value} depth={depth} />
    </details>
  );
}
