import type { Choice, Place } from "./places.ts";

/** What several places have in common, so that a script says it once. */
export interface Branch<What> {
  readonly paths: readonly string[];
  readonly what: What;
}

/**
 * Places with equal things together; places with none are left out.
 *
 * @param of what a place has
 * @param keyOf two things are equal when their keys are; an empty key stands for nothing
 */
export function branches<What>(
  places: readonly Place[],
  of: (place: Place) => What,
  keyOf: (what: What) => string,
): Branch<What>[] {
  const found = new Map<string, { readonly paths: string[]; readonly what: What }>();
  for (const place of places) {
    const what = of(place);
    const key = keyOf(what);
    if (key === "") continue;
    const branch = found.get(key) ?? { paths: [], what };
    branch.paths.push(place.path);
    found.set(key, branch);
  }
  return [...found.values()];
}

export function choicesKey(choices: readonly Choice[]): string {
  return choices.map(({ word, says }) => `${word} ${says}`).join("\n");
}

/** What the values of options may be: a place and an option, and then words or the name of a file. */
export function optionValues(places: readonly Place[]): Branch<readonly string[] | "file" | "any">[] {
  const lines = places.flatMap((place) =>
    place.values.flatMap(({ flags, words, isFile }) =>
      flags.map((flag): Place => ({ ...place, path: `${place.path} ${flag}`, values: [{ flags, words, isFile }] })),
    ),
  );
  return branches(
    lines,
    ({ values: [only] }) =>
      only?.isFile === true ? "file" : only !== undefined && only.words.length > 0 ? only.words : "any",
    (what) => (typeof what === "string" ? what : what.join(" ")),
  );
}

/** Where the first argument is a file, or something that a command lists. */
export function argumentValues(places: readonly Place[]): Branch<Place["argument"]>[] {
  return branches(
    places,
    ({ argument }) => argument,
    (argument) => (typeof argument === "object" ? argument.listedBy : argument === "file" ? "file" : ""),
  );
}
