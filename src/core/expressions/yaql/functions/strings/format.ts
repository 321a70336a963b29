import type { FieldAccess } from "../../../python/index.ts";
import { formatBraces, microsPerSecond, plainAccess, PyDateTime, PyTimeDelta } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, keywords, rest } from "../../registry/parameter.ts";
import { any, string } from "../../registry/types.ts";

const plain = plainAccess("tuple");

/** Fields of a template may ask a datetime or timespan for its parts. */
const access: FieldAccess = {
  item: plain.item,
  attribute(value, name) {
    if (value instanceof PyDateTime) {
      const { hour, minute, second, microsecond } = value;
      const part = new Map(Object.entries({ ...value.date, hour, minute, second, microsecond })).get(name);
      if (part !== undefined) return part;
    }
    if (value instanceof PyTimeDelta) {
      if (name === "days") return value.days;
      if (name === "seconds") return Math.floor(value.microsOfDay / microsPerSecond);
      if (name === "microseconds") return value.microsOfDay % microsPerSecond;
    }
    return plain.attribute(value, name);
  },
};

/** Python's `str.format`; later versions of YAQL do without. */
export const formatFunctions = [
  define({
    name: "format",
    kind: "both",
    args: [arg("__formatString", string), rest("args", any), keywords("kwargs", any)],
    doc: "Fills the fields of a template, in Python's notation: `{}`, `{0}`, `{name}`, `{0[key]}`, `{:>5}`, `{!r}`.",
    example: { expr: "'{0}: {x:.2f}'.format(a, x => 1.5)", result: "a: 1.50" },
    run: (context, template, positional, named) =>
      formatBraces(template, { positional, named, access, arrays: "tuple", meter: context.evaluation.meter }),
  }),
];
