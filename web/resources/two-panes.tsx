import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Icon } from "../parts/icon.tsx";
import { Empty } from "../parts/loading.tsx";
import { goTo, linkTo, place } from "../shell/router.ts";

interface TwoPanesProps<Row extends { readonly name: string }> {
  /** The room of the page, as it stands in the address. */
  readonly room: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly chosen: string | undefined;
  readonly empty: string;
  readonly tools?: ComponentChildren;
  readonly draw: (row: Row) => ComponentChildren;
}

/** Names on one side, what is behind the chosen one on the other. */
export function TwoPanes<Row extends { readonly name: string }>(props: TwoPanesProps<Row>) {
  const { room, title, rows, chosen, empty, tools, draw } = props;
  const text = useSignal(place.value.query.get("q") ?? "");
  const word = text.value.toLowerCase();
  const found = rows.filter(({ name }) => name.toLowerCase().includes(word));
  const shown = rows.find(({ name }) => name === chosen) ?? found[0];
  return (
    <section class="page page-list">
      <header class="page-head">
        <h1>{title}</h1>
        {tools}
      </header>
      <div class="filters" role="search">
        <label class="search">
          <Icon name="search" size={16} />
          <input
            type="search"
            placeholder="Name"
            aria-label={`Search ${title.toLowerCase()}`}
            value={text.value}
            onInput={({ currentTarget }) => void (text.value = currentTarget.value)}
          />
        </label>
      </div>
      {rows.length === 0 ? (
        <Empty title={empty} />
      ) : (
        <div class="resource-list">
          <ul class="resource-names" aria-label={title}>
            {found.map(({ name }) => (
              <li key={name}>
                <button
                  type="button"
                  aria-pressed={name === shown?.name}
                  onClick={() => goTo(linkTo([room, name]), true)}
                >
                  <span class="clip">{name}</span>
                </button>
              </li>
            ))}
          </ul>
          <div class="resource-body" key={shown?.name}>
            {shown === undefined ? <p class="quiet">Nothing of that name.</p> : draw(shown)}
          </div>
        </div>
      )}
    </section>
  );
}
