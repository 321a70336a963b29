import type { PyDateTime } from "./datetime.ts";
import { PyError } from "../values/error.ts";

export function parseFreeTime(text: string, _now: PyDateTime): PyDateTime {
  throw new PyError("ParserError", `Unknown string format: ${text}`);
}
