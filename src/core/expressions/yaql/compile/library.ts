import { families } from "../functions/families.ts";
import { Library } from "../resolution/library.ts";

/** All functions that Mistral's context holds. */
export const library = new Library(families.flatMap((family) => family.functions));
