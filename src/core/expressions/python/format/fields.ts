import { PyDict, keyError } from "../containers/dict.ts";
import { PyList, PyTuple } from "../containers/sequence.ts";
import { pyRepr } from "../protocol/repr.ts";
import { characterAt } from "../text/code-points.ts";
import { PyError, typeError } from "../values/error.ts";
import { typeName } from "../values/type-name.ts";
import { isArray, isPlainMap } from "../values/value.ts";
import type { ArrayKind, Value } from "../values/value.ts";

/** How `{0.name}` and `{0[key]}` reach into a value; Jinja's sandbox has its own way. */
export interface FieldAccess {
  readonly attribute: (value: Value, name: string) => Value;
  readonly item: (value: Value, key: string | number) => Value;
}

/**
 * The access of plain Python: items of sequences and dicts; plain values have no attributes worth a text.
 *
 * @param arrays what a JavaScript array is called in errors
 */
export function plainAccess(arrays: ArrayKind): FieldAccess {
  return {
    attribute(value, name) {
      throw new PyError("AttributeError", `'${typeName(value, arrays)}' object has no attribute '${name}'`);
    },
    item: (value, key) => itemOf(value, key, arrays),
  };
}

function itemOf(value: Value, key: string | number, arrays: ArrayKind): Value {
  if (isPlainMap(value)) {
    if (typeof key === "string" && Object.hasOwn(value, key)) return value[key] as Value;
    throw keyError(pyRepr(key, arrays));
  }
  if (value instanceof PyDict) {
    const found = value.get(key);
    if (found === undefined) throw keyError(pyRepr(key, arrays));
    return found;
  }
  const name = typeName(value, arrays);
  if (typeof value === "string") {
    if (typeof key === "string") throw typeError("string indices must be integers, not 'str'");
    const char = characterAt(value, key);
    if (char === undefined) throw new PyError("IndexError", "string index out of range");
    return char;
  }
  const items = isArray(value) ? value : value instanceof PyList || value instanceof PyTuple ? value.items : undefined;
  if (items === undefined) throw typeError(`'${name}' object is not subscriptable`);
  if (typeof key === "string") throw typeError(`${name} indices must be integers or slices, not str`);
  const item = items[key];
  if (item === undefined) throw new PyError("IndexError", `${name} index out of range`);
  return item;
}
