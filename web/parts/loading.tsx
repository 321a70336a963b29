import type { ComponentChildren } from "preact";
import type { Loaded } from "../service/load.ts";

/** Shows what was fetched, or that it still is, or why it is not there. */
export function Loading<T>({
  loaded,
  children,
}: {
  readonly loaded: Loaded<T>;
  readonly children: (value: T) => ComponentChildren;
}) {
  if (loaded.state === "done") return <>{children(loaded.value)}</>;
  if (loaded.state === "loading") return <p class="quiet waiting">Loading…</p>;
  return (
    <p class="problem" role="alert">
      {loaded.message}
    </p>
  );
}

/** What to say, and to do, where there is nothing yet. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
