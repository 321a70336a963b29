import type { PyMatch, PyRegex, Value } from "../../../python/index.ts";
import { characters, PyDict, PyError, typeError, valueError } from "../../../python/index.ts";
import type { Context } from "../../runtime/context.ts";

/**
 * A context for a selector: `$` (also `$1`) is the whole match, `$2` the first group and so on, each a dict of `value`,
 * `start` and `end`.
 *
 * A pattern with named groups fails in nearly every case, because YAQL unpacks the text of such a group as if it were a pair.
 *
 * @throws PyError ValueError, TypeError or IndexError for a named group
 */
export function matchContext(context: Context, regex: PyRegex, match: PyMatch): Context {
  const inner = context.child(record(match, 0));
  for (let group = 1; group <= regex.groupCount; group++) inner.set(String(group + 1), record(match, group));
  for (const group of regex.groupNames.values()) {
    const [name, other] = unpack(match.group(group));
    const index = regex.groupNames.get(other);
    if (index === undefined) throw new PyError("IndexError", "no such group");
    inner.set(
      name,
      new PyDict("tuple", [
        ["value", other],
        ["start", match.start(index)],
        ["end", match.end(index)],
      ]),
    );
  }
  return inner;
}

function record(match: PyMatch, group: number): Value {
  return new PyDict("tuple", [
    ["value", match.group(group)],
    ["start", match.start(group)],
    ["end", match.end(group)],
  ]);
}

function unpack(text: string | null): readonly [string, string] {
  if (text === null) throw typeError("cannot unpack non-iterable NoneType object");
  const [first, second, ...more] = characters(text);
  if (more.length > 0) throw valueError("too many values to unpack (expected 2)");
  if (first === undefined || second === undefined) {
    throw valueError(`not enough values to unpack (expected 2, got ${first === undefined ? 0 : 1})`);
  }
  return [first, second];
}
