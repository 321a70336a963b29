import pc from "picocolors";
import { writeJson, type Json, type JsonMap } from "../../core/base/index.ts";
import { painted, type Paper } from "./columns.ts";

/** Below this a text beside its name would be a thin column of words. */
const narrowest = 20;

/** One record as lines of `name  value`; long values go on below themselves. */
export function fields(record: JsonMap, { width, isColored }: Paper): string {
  const names = Math.max(0, ...Object.keys(record).map((key) => key.length)) + 2;
  const room = width === 0 ? Infinity : Math.max(narrowest, width - names);
  const colors = pc.createColors(isColored);
  return Object.entries(record)
    .map(([key, value]) => {
      const lines = textOf(value)
        .replace(/^\n+/, "")
        .trimEnd()
        .split("\n")
        .flatMap((line) => folded(line, room));
      const said = lines.map((line, i) => (i === 0 || line === "" ? line : " ".repeat(names) + line)).join("\n");
      return `${colors.dim(key.padEnd(names))}${key === "state" ? painted(said, colors) : said}`.trimEnd() + "\n";
    })
    .join("");
}

function textOf(value: Json): string {
  if (value === null) return "-";
  return typeof value === "string" ? value : writeJson(value);
}

/** A line in parts of at most so many characters, broken at blanks where there are some. */
function folded(line: string, room: number): string[] {
  if (line.length <= room) return [line];
  const blank = line.lastIndexOf(" ", room);
  const at = blank > room / 2 ? blank : room;
  return [line.slice(0, at), ...folded(line.slice(blank === at ? at + 1 : at), room)];
}
