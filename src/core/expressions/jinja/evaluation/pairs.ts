import { PyError, typeError, type Value } from "../../python/index.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import type { Evaluation } from "./evaluation.ts";
import { iterate, toList } from "./iterate.ts";

/**
 * The entries that Python's `dict(source)` takes: those of a dict, or pairs.
 *
 * @throws PyError TypeError or ValueError for what is neither
 */
export function* dictPairs(source: Value, evaluation: Evaluation): Generator<readonly [Value, Value], undefined> {
  if (isDict(source)) {
    yield* dictEntries(source);
    return;
  }
  let index = 0;
  for (const pair of iterate(source, evaluation)) {
    const [key, value, ...rest] = pairItems(pair, index, evaluation);
    if (key === undefined || value === undefined || rest.length > 0) {
      const length = key === undefined ? 0 : value === undefined ? 1 : rest.length + 2;
      const text = `dictionary update sequence element #${index} has length ${length}; 2 is required`;
      throw new PyError("ValueError", text);
    }
    yield [key, value];
    index += 1;
  }
}

function pairItems(pair: Value, index: number, evaluation: Evaluation): readonly Value[] {
  try {
    return toList(pair, evaluation);
  } catch (error) {
    if (!(error instanceof PyError) || error.pyClass !== "TypeError") throw error;
    throw typeError(`cannot convert dictionary update sequence element #${index} to a sequence`);
  }
}
