import { PyDict, PyError, pyRepr, PyTuple, typeError, type Value } from "../../python/index.ts";
import { arrays, type Evaluation, type Keywords, type Operation } from "../evaluation/evaluation.ts";
import { dictPairs } from "../evaluation/pairs.ts";
import { iterate } from "../evaluation/iterate.ts";
import { DictView } from "../values/dict-view.ts";
import { type Dict, dictEntries, dictGet } from "../values/dict.ts";
import { method, type Methods } from "./method.ts";

const absent = new PyTuple([]);

function view(kind: "keys" | "values" | "items") {
  return method<Dict>(kind, [], (_evaluation, dict) => new DictView(dict, kind));
}

/** Where data may be changed in place it was copied, and then every dict is a `PyDict`. */
function owned(dict: Dict, evaluation: Evaluation): PyDict {
  evaluation.willChangeInPlace();
  if (!(dict instanceof PyDict)) throw new Error("a dict of the data was not copied before a template changes it");
  return dict;
}

const updateOperation: Operation = {
  run(evaluation: Evaluation, [self = null, ...positional]: readonly Value[], keywords: Keywords) {
    const dict = owned(self as Dict, evaluation);
    if (positional.length > 1) throw typeError(`update expected at most 1 argument, got ${positional.length}`);
    for (const [key, value] of positional.flatMap((more) => [...dictPairs(more, evaluation)])) dict.set(key, value);
    for (const [key, value] of keywords) dict.set(key, value);
    return null;
  },
};

/** The methods of `dict`. */
export const dictMethods: Methods<Dict> = new Map([
  view("keys"),
  view("values"),
  view("items"),
  method<Dict>("get", ["key", ["default", null]], (_evaluation, dict, key, otherwise) => {
    const value = dictGet(dict, key);
    return value === undefined ? otherwise : value;
  }),
  method<Dict>("copy", [], (_evaluation, dict) => new PyDict(arrays, dictEntries(dict))),
  method<Dict>("fromkeys", ["iterable", ["value", null]], (evaluation, _dict, keys, value) => {
    const dict = new PyDict(arrays);
    for (const key of iterate(keys, evaluation)) dict.set(key, value);
    return dict;
  }),
  method<Dict>("clear", [], (evaluation, dict) => {
    owned(dict, evaluation).clear();
    return null;
  }),
  method<Dict>("pop", ["key", ["default", absent]], (evaluation, dict, key, otherwise) => {
    const own = owned(dict, evaluation);
    const value = own.get(key);
    own.delete(key);
    if (value !== undefined) return value;
    if (otherwise === absent) throw new PyError("KeyError", pyRepr(key, arrays));
    return otherwise;
  }),
  method<Dict>("popitem", [], (evaluation, dict) => {
    const own = owned(dict, evaluation);
    const entry = [...own.entries()].at(-1);
    if (entry === undefined) throw new PyError("KeyError", "'popitem(): dictionary is empty'");
    own.delete(entry[0]);
    return new PyTuple([...entry]);
  }),
  method<Dict>("setdefault", ["key", ["default", null]], (evaluation, dict, key, otherwise) => {
    const own = owned(dict, evaluation);
    const value = own.get(key);
    if (value !== undefined) return value;
    own.set(key, otherwise);
    return otherwise;
  }),
  ["update", { operation: updateOperation }],
]);
