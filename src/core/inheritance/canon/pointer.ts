/**
 * Appends a segment to a JSON pointer.
 *
 * @param base the pointer so far, empty for the whole document
 * @param segment a key, as it is
 */
export function pointerOf(base: string, segment: string): string {
  return `${base}/${/[~/]/.test(segment) ? segment.replaceAll("~", "~0").replaceAll("/", "~1") : segment}`;
}

/** The JSON pointer of a path. */
export function pointerTo(path: readonly string[]): string {
  return path.reduce(pointerOf, "");
}

/** The path that a JSON pointer stands for. */
export function pathOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}
