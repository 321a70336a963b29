import { signal } from "@preact/signals";

/** Where the reader is: the parts of the path and the query after `#`. */
export interface Place {
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

/** Reads what stands after `#` in the address. */
function placeOf(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const parts = path.split("/").filter((part) => part !== "");
  return { parts: parts.map((part) => decodeURIComponent(part)), query: new URLSearchParams(query) };
}

/** An address within the page, for a link. */
export function linkTo(parts: readonly string[], query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") given.set(name, value);
  const path = parts.map((part) => encodeURIComponent(part)).join("/");
  return given.size === 0 ? `#/${path}` : `#/${path}?${given.toString()}`;
}

export const place = signal<Place>({ parts: [], query: new URLSearchParams() });

/** Follows the address of the browser. */
export function startRouter(): void {
  const read = (): void => void (place.value = placeOf(location.hash));
  window.addEventListener("hashchange", read);
  read();
}

/** Goes to another place; `isReplaced` leaves no step to come back to. */
export function goTo(link: string, isReplaced = false): void {
  if (!isReplaced) {
    location.hash = link;
    return;
  }
  history.replaceState(null, "", link);
  place.value = placeOf(link);
}
