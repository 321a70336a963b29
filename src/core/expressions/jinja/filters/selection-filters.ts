import { isTrue, PyError, pyRepr, type Value } from "../../python/index.ts";
import { arrays, type Evaluation, type Keywords, type Operation } from "../evaluation/evaluation.ts";
import { iterate } from "../evaluation/iterate.ts";
import { LazyItems } from "../values/lazy-items.ts";
import { textOf } from "../html/markup.ts";
import { Undefined } from "../values/undefined.ts";
import { attributeGetter, type Getter } from "./attribute-getter.ts";
import type { NamedFilter } from "./filter.ts";

/** Filters that apply another filter or a test to each item; they do nothing before their items are taken. */
export const selectionFilters: readonly NamedFilter[] = [
  ["map", { run: map }],
  ["select", selection(false, true)],
  ["reject", selection(false, false)],
  ["selectattr", selection(true, true)],
  ["rejectattr", selection(true, false)],
];

function map(evaluation: Evaluation, [value = null, ...rest]: readonly Value[], keywords: Keywords): Value {
  return new LazyItems(mapItems(evaluation, value, rest, keywords), "sync_do_map");
}

function* mapItems(
  evaluation: Evaluation,
  value: Value,
  rest: readonly Value[],
  keywords: Keywords,
): Generator<Value, void> {
  if (!isTrue(value)) return;
  const change = mapper(evaluation, rest, keywords);
  for (const item of iterate(value, evaluation)) yield change(item);
}

function mapper(evaluation: Evaluation, [name, ...rest]: readonly Value[], keywords: Keywords): Getter {
  const attribute = keywords.get("attribute");
  if (name === undefined && attribute !== undefined) {
    const unknown = [...keywords.keys()].find((key) => key !== "attribute" && key !== "default");
    if (unknown !== undefined) throw wrongArgument(`Unexpected keyword argument '${unknown}'`);
    return attributeGetter(attribute, keywords.get("default") ?? null);
  }
  if (name === undefined) throw wrongArgument("map requires a filter argument");
  return (item) => {
    const filter = lookUp("filter", evaluation.environment.filters, name);
    return filter.run(evaluation, [item, ...rest], keywords);
  };
}

/**
 * @param reaches whether the first argument says what of an item is tested
 * @param keeps whether items that pass stay, or those that do not
 */
function selection(reaches: boolean, keeps: boolean): Operation {
  return {
    run: (evaluation, [value = null, ...rest], keywords) =>
      new LazyItems(selectItems(evaluation, value, rest, keywords, reaches, keeps), "select_or_reject"),
  };
}

function* selectItems(
  evaluation: Evaluation,
  value: Value,
  given: readonly Value[],
  keywords: Keywords,
  reaches: boolean,
  keeps: boolean,
): Generator<Value, void> {
  if (!isTrue(value)) return;
  const [attribute] = given;
  if (reaches && attribute === undefined) throw wrongArgument("Missing parameter for attribute name");
  const get: Getter = reaches ? attributeGetter(attribute ?? null) : (item) => item;
  const [name, ...rest] = reaches ? given.slice(1) : given;
  for (const item of iterate(value, evaluation)) {
    const tested = get(item);
    const result =
      name === undefined
        ? tested
        : lookUp("test", evaluation.environment.tests, name).run(evaluation, [tested, ...rest], keywords);
    if (isTrue(result) === keeps) yield item;
  }
}

function lookUp(kind: "filter" | "test", known: ReadonlyMap<string, Operation>, name: Value): Operation {
  const found = known.get(textOf(name) ?? "");
  if (found !== undefined) return found;
  const message = `No ${kind} named ${pyRepr(name, arrays)}.`;
  const hint = name instanceof Undefined ? ` (${name.message}; did you forget to quote the callable name?)` : "";
  throw new PyError("TemplateRuntimeError", message + hint);
}

function wrongArgument(message: string): PyError {
  return new PyError("FilterArgumentError", message);
}
