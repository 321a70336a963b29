import type { ComponentChildren } from "preact";

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly (readonly [name: Name, label: ComponentChildren])[];
  readonly current: Name;
  readonly onChoose: (name: Name) => void;
}

/** A row of tabs; the arrow keys go along it. */
export function Tabs<Name extends string>({ label, tabs, current, onChoose }: TabsProps<Name>) {
  const names = tabs.map(([name]) => name);
  const step = (by: number): void => {
    const next = names[(names.indexOf(current) + by + names.length) % names.length];
    if (next === undefined) return;
    onChoose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label}>
      {tabs.map(([name, text]) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === current}
          tabIndex={name === current ? 0 : -1}
          onClick={() => onChoose(name)}
          onKeyDown={(event) => {
            if (event.key === "ArrowRight") step(1);
            if (event.key === "ArrowLeft") step(-1);
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
