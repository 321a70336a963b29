import { isArray, PyError, PyTuple, pyRepr, splitLines, textLength, typeName, type Value } from "../../python/index.ts";
import { isLess } from "../evaluation/comparison.ts";
import { arrays, type Evaluation } from "../evaluation/evaluation.ts";
import { dictEntries, isDict } from "../values/dict.ts";

const pageWidth = 80;

/** Where a value is written: what stands to its left and what must still follow on its last line. */
interface Position {
  readonly indent: number;
  readonly allowance: number;
  /** How many containers are around it. */
  readonly level: number;
}

/**
 * Python's `pprint.pformat`: as `repr`, with sorted dicts, and broken into lines where 80 columns do not hold it.
 *
 * @param value any value
 */
export function prettyRepr(value: Value, evaluation: Evaluation): string {
  return write(value, { indent: 0, allowance: 0, level: 0 }, evaluation);
}

function write(value: Value, at: Position, evaluation: Evaluation): string {
  evaluation.meter.step();
  const flat = sortedRepr(value, evaluation);
  if (textLength(flat) <= pageWidth - at.indent - at.allowance) return flat;
  const inner = { ...at, level: at.level + 1 };
  if (isArray(value)) return `[${writeItems(value, inner, 1, evaluation)}]`;
  if (value instanceof PyTuple) {
    const end = value.items.length === 1 ? ",)" : ")";
    return `(${writeItems(value.items, inner, end.length, evaluation)}${end}`;
  }
  if (isDict(value)) return `{${writeEntries(sortedEntries(value), inner, evaluation)}}`;
  return typeof value === "string" ? writeText(value, inner, flat) : flat;
}

function writeItems(items: readonly Value[], at: Position, closing: number, evaluation: Evaluation): string {
  const indent = at.indent + 1;
  const written = items.map((item, index) => {
    const allowance = index === items.length - 1 ? at.allowance + closing : 1;
    return write(item, { indent, allowance, level: at.level }, evaluation);
  });
  return written.join(`,\n${" ".repeat(indent)}`);
}

function writeEntries(entries: readonly (readonly [Value, Value])[], at: Position, evaluation: Evaluation): string {
  const indent = at.indent + 1;
  const written = entries.map(([key, value], index) => {
    const name = sortedRepr(key, evaluation);
    const allowance = index === entries.length - 1 ? at.allowance + 1 : 1;
    const position = { indent: indent + textLength(name) + 2, allowance, level: at.level };
    return `${name}: ${write(value, position, evaluation)}`;
  });
  return written.join(`,\n${" ".repeat(indent)}`);
}

/** A long text as several literals, cut behind line ends and white space. */
function writeText(text: string, at: Position, flat: string): string {
  const isAlone = at.level === 1;
  const indent = at.indent + (isAlone ? 1 : 0);
  const allowance = at.allowance + (isAlone ? 1 : 0);
  const width = pageWidth - indent;
  const lines = splitLines(text, true);
  const chunks = lines.flatMap((line, index) => {
    const reserved = index === lines.length - 1 ? allowance : 0;
    const whole = pyRepr(line, arrays);
    return textLength(whole) <= width - reserved ? [whole] : cutLine(line, width, reserved);
  });
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return flat;
  const joined = chunks.join(`\n${" ".repeat(indent)}`);
  return isAlone ? `(${joined})` : joined;
}

function cutLine(line: string, width: number, reserved: number): string[] {
  const parts = line.match(/[^\s]*\s+|[^\s]+$/gu) ?? [];
  const chunks: string[] = [];
  let current = "";
  for (const [index, part] of parts.entries()) {
    const candidate = current + part;
    const room = index === parts.length - 1 ? width - reserved : width;
    if (textLength(pyRepr(candidate, arrays)) <= room) {
      current = candidate;
    } else {
      if (current !== "") chunks.push(pyRepr(current, arrays));
      current = part;
    }
  }
  return current === "" ? chunks : [...chunks, pyRepr(current, arrays)];
}

/** Python's `repr` with the entries of dicts in order. */
function sortedRepr(value: Value, evaluation: Evaluation): string {
  const inner = (member: Value) => sortedRepr(member, evaluation);
  const text = isDict(value)
    ? `{${sortedEntries(value)
        .map(([key, member]) => `${inner(key)}: ${inner(member)}`)
        .join(", ")}}`
    : isArray(value)
      ? `[${value.map(inner).join(", ")}]`
      : value instanceof PyTuple
        ? `(${value.items.map(inner).join(", ")}${value.items.length === 1 ? ",)" : ")"}`
        : pyRepr(value, arrays);
  evaluation.meter.step();
  evaluation.meter.size(text.length);
  return text;
}

/** The entries by key; keys without order go by the name of their class. */
function sortedEntries(dict: Parameters<typeof dictEntries>[0]): (readonly [Value, Value])[] {
  return [...dictEntries(dict)].toSorted(([a], [b]) => (comesBefore(a, b) ? -1 : comesBefore(b, a) ? 1 : 0));
}

function comesBefore(a: Value, b: Value): boolean {
  try {
    return isLess(a, "<", b);
  } catch (error) {
    if (!(error instanceof PyError) || error.pyClass !== "TypeError") throw error;
    return typeName(a, arrays) < typeName(b, arrays);
  }
}
