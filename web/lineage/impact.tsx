import { isMap, type Json, type JsonMap } from "../../src/core/base/index.ts";
import { listAt, mapAt, textAt } from "../service/json.ts";
import { StructuredDiff } from "./structured-diff.tsx";

/** What a write would do to the workflow and to its descendants (design, section 13). */
export function Impact({ report }: { readonly report: JsonMap }) {
  const counts = mapAt(report, "descendants");
  const items = listAt(report, "items").filter(isMap);
  const diff = isMap(report["diff"]) ? report["diff"] : undefined;
  const several = listAt(report, "workflows").filter(isMap);
  const isBreaking = mapAt(report, "interface")["breaking"] === true;
  return (
    <div class="impact">
      {isBreaking && (
        <p class="warning">
          Whoever calls this workflow may have to change: inputs or outputs are no longer what they were.
        </p>
      )}
      <Counts counts={counts} />
      {items.length > 0 && (
        <ul class="impact-items">
          {items.map((item) => (
            <Item key={textAt(item, "id") ?? textAt(item, "name")} item={item} />
          ))}
        </ul>
      )}
      {diff !== undefined && (
        <>
          <h3>What changes here</h3>
          <StructuredDiff diff={diff} />
        </>
      )}
      {several.map((one) => (
        <div key={textAt(one, "name")}>
          <h3>{textAt(one, "name")}</h3>
          <StructuredDiff diff={mapAt(one, "diff")} />
        </div>
      ))}
    </div>
  );
}

function Counts({ counts }: { readonly counts: JsonMap }) {
  const of = (key: string): number => (typeof counts[key] === "number" ? counts[key] : 0);
  if (of("followers") + of("locked") + of("other_projects") === 0) {
    return <p class="quiet">No other workflow descends from this one.</p>;
  }
  const shown: readonly (readonly [string, string, string])[] = [
    ["changed", "change along", "running"],
    ["broken", "would break", "error"],
    ["unchanged", "stay as they are", "success"],
    ["locked", "are locked to an older revision", "idle"],
    ["other_projects", "are in other projects", "idle"],
  ];
  return (
    <ul class="impact-counts">
      {shown
        .filter(([key]) => of(key) > 0)
        .map(([key, text, state]) => (
          <li key={key} class={`is-${state}`}>
            <strong class="number">{of(key)}</strong> {text}
          </li>
        ))}
    </ul>
  );
}

function Item({ item }: { readonly item: JsonMap }) {
  const effect = textAt(item, "effect") ?? "";
  const errors = listAt(item, "errors").filter(isMap);
  return (
    <li class={effect === "broken" ? "is-error" : "is-running"}>
      <p>
        <strong>{textAt(item, "name")}</strong> <span class="effect">{effect}</span>
      </p>
      {errors.map((error) => (
        <p key={`${textAt(error, "code")} ${textAt(error, "message")}`} class="quiet">
          <span class="mono">{textAt(error, "code")}</span> {textAt(error, "message")}
        </p>
      ))}
      {effect === "changed" && <StructuredDiff diff={mapAt(item, "diff")} />}
    </li>
  );
}

/** The report that came with a refusal, if there is one. */
export function impactIn(inheritance: JsonMap | undefined): JsonMap | undefined {
  const value: Json | undefined = inheritance?.["impact"];
  return value !== undefined && isMap(value) ? value : undefined;
}
