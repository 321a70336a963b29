import { isArray, isFloat, isInt, PyDate, PyDateTime, PyTimeDelta, PyTuple, type Value } from "../../python/index.ts";
import type { FindMethod } from "../evaluation/members.ts";
import { Members } from "../evaluation/members.ts";
import { PyBytes } from "../values/bytes.ts";
import { isDict } from "../values/dict.ts";
import { GroupTuple } from "../values/group-tuple.ts";
import { Markup } from "../html/markup.ts";
import { PyRange } from "../values/range.ts";
import { bytesMethods } from "./bytes-methods.ts";
import { dateAttribute, dateMethods, timeDeltaAttribute } from "./date-methods.ts";
import { dictMethods } from "./dict-methods.ts";
import { formatMethod } from "./format-method.ts";
import { listMethods, tupleMethods } from "./list-methods.ts";
import { markupMethod } from "./markup-methods.ts";
import { bindMethod } from "./method.ts";
import { floatAttribute, floatMethods, intAttribute, intMethods } from "./number-methods.ts";
import { rangeAttribute, rangeMethods } from "./range-methods.ts";
import { textMethods } from "./text-methods.ts";
import { translateMethods } from "./translate-methods.ts";

/** How templates reach into values: the methods that Python's types have, and nothing of the host. */
export const members: Members = new Members(findMethod, new Set(dictMethods.keys()));

function findMethod(...[object, name]: Parameters<FindMethod>): Value | undefined {
  if (typeof object === "string") {
    return isFormat(name)
      ? formatMethod(object, name, members)
      : (bindMethod(textMethods, object, name) ?? bindMethod(translateMethods, object, name));
  }
  if (isDict(object)) return bindMethod(dictMethods, object, name);
  if (isArray(object)) return bindMethod(listMethods, object, name);
  if (object instanceof GroupTuple) return object.member(name) ?? bindMethod(tupleMethods, object, name);
  if (object instanceof PyTuple) return bindMethod(tupleMethods, object, name);
  if (typeof object === "boolean") return findOfInt(Number(object), name);
  if (isInt(object)) return findOfInt(object, name);
  if (isFloat(object)) return floatAttribute(object, name) ?? bindMethod(floatMethods, object, name);
  if (object instanceof Markup) {
    return isFormat(name) ? formatMethod(object, name, members) : markupMethod(object, name);
  }
  if (object instanceof PyDate || object instanceof PyDateTime) {
    return dateAttribute(object, name) ?? bindMethod(dateMethods, object, name);
  }
  if (object instanceof PyTimeDelta) return timeDeltaAttribute(object, name);
  if (object instanceof PyBytes) return bindMethod(bytesMethods, object, name);
  return object instanceof PyRange
    ? (rangeAttribute(object, name) ?? bindMethod(rangeMethods, object, name))
    : undefined;
}

function findOfInt(value: number | bigint, name: string): Value | undefined {
  return intAttribute(value, name) ?? bindMethod(intMethods, value, name);
}

function isFormat(name: string): name is "format" | "format_map" {
  return name === "format" || name === "format_map";
}
