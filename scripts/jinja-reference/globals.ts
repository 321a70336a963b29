import type { Entry } from "./entry.ts";

/** The functions of Jinja 3.1 itself. */
export const globalEntries: readonly Entry[] = [
  {
    call: "cycler(*items)",
    doc: "Gives its items in turn: next(), current, reset().",
    expr: "cycler('a', 'b').next()",
    result: "a",
  },
  { call: "dict(items, **kwargs)", doc: "A dict.", expr: "dict([('a', 1)], b=2)", result: { a: 1, b: 2 } },
  {
    call: "joiner(sep=', ')",
    doc: "Called it is empty the first time, then the separator.",
    expr: "joiner()()",
    result: "",
  },
  {
    call: "lipsum(n=5, html=true, min=20, max=100)",
    doc: "A text without meaning.",
    expr: "lipsum(1) is string",
    result: true,
  },
  {
    call: "namespace(**kwargs)",
    doc: "An object whose attributes a template may set: the way to carry a value out of a loop.",
    expr: "namespace(n=1).n",
    result: 1,
  },
  {
    call: "range(start, stop, step)",
    doc: "Whole numbers, at most 100,000 of them.",
    expr: "range(1, 7, 2) | list",
    result: [1, 3, 5],
  },
];
