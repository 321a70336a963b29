import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Something that is being fetched, was fetched, or was refused. */
export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "done"; readonly value: T };

/**
 * Fetches something when a component appears, and again when the key changes or `again` is called.
 *
 * @param key says what is fetched; the same key is not fetched twice
 */
export function useLoaded<T>(
  key: string,
  fetchIt: () => Promise<T>,
): { readonly loaded: Signal<Loaded<T>>; readonly again: () => void } {
  const loaded = useSignal<Loaded<T>>({ state: "loading" });
  const round = useSignal(0);
  useEffect(() => {
    let isWanted = true;
    fetchIt().then(
      (value) => {
        if (isWanted) loaded.value = { state: "done", value };
      },
      (error: unknown) => {
        if (isWanted) loaded.value = { state: "failed", message: messageOf(error) };
      },
    );
    return () => {
      isWanted = false;
    };
  }, [key, round.value]);
  return { loaded, again: () => void (round.value += 1) };
}

/** What went wrong, in words for a person. */
export function messageOf(error: unknown): string {
  if (error instanceof TypeError) return "The service cannot be reached.";
  return error instanceof Error ? error.message : String(error);
}

/** All rows of a list that the client gives page by page. */
export async function gather<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
