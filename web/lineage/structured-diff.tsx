import { isList, isMap, writeJson, type Json, type JsonMap } from "../../src/core/base/index.ts";
import { listAt, textAt } from "../service/json.ts";

/** How one workflow differs from another, place by place. */
export function StructuredDiff({ diff }: { readonly diff: JsonMap }) {
  const [added, removed] = [listAt(diff, "added"), listAt(diff, "removed")];
  const changed = listAt(diff, "changed").filter(isMap);
  const rewired = listAt(diff, "rewired").filter(isMap);
  if (added.length + removed.length + changed.length + rewired.length === 0) return <p class="quiet">No difference.</p>;
  return (
    <table class="diff-table">
      <tbody>
        {added.map((path) => (
          <Line key={`+${pathText(path)}`} sign="+" kind="added" path={pathText(path)} />
        ))}
        {removed.map((path) => (
          <Line key={`-${pathText(path)}`} sign="−" kind="removed" path={pathText(path)} />
        ))}
        {changed.map((one) => (
          <Line
            key={`~${pathText(one["path"] ?? "")}`}
            sign="~"
            kind="changed"
            path={pathText(one["path"] ?? "")}
            from={one["from"]}
            to={one["to"]}
          />
        ))}
        {rewired.map((one) => (
          <Line
            key={`>${textAt(one, "source")} ${textAt(one, "clause")}`}
            sign="⇢"
            kind="changed"
            path={`${textAt(one, "source")} ${textAt(one, "clause")}`}
            from={one["from"]}
            to={one["to"]}
          />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps {
  readonly sign: string;
  readonly kind: "added" | "removed" | "changed";
  readonly path: string;
  readonly from?: Json | undefined;
  readonly to?: Json | undefined;
}

const names = { added: "added", removed: "removed", changed: "changed" } as const;

function Line({ sign, kind, path, from, to }: LineProps) {
  return (
    <tr class={`diff-${kind}`}>
      <td class="diff-sign" title={names[kind]}>
        {sign}
      </td>
      <td class="mono">{path}</td>
      <td>
        {from !== undefined && <del>{shown(from)}</del>} {to !== undefined && <ins>{shown(to)}</ins>}
      </td>
    </tr>
  );
}

function shown(value: Json): string {
  return typeof value === "string" ? value : writeJson(value);
}

/** A path as the service tells it: a text, or a list where a name contains a dot. */
function pathText(path: Json): string {
  return isList(path) ? path.map(shown).join(" › ") : shown(path);
}
