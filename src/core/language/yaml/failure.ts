/** What went wrong at which offset of the text; either half may be missing. */
export interface Remark {
  readonly text: string;
  readonly offset: number | undefined;
}

/** Thrown inside the reader of YAML; `parseYaml` turns it into a problem. */
export class YamlFailure extends Error {
  /** What was being read when it happened. */
  readonly context: Remark | undefined;
  readonly problem: Remark;

  constructor(problem: Remark, context?: Remark) {
    super(problem.text);
    this.name = "YamlFailure";
    this.problem = problem;
    this.context = context;
  }
}

/**
 * The failure as PyYAML words it, with an excerpt of the text for each place, which Mistral hands to its users.
 *
 * @param failure what was thrown
 * @param text the text that was read
 */
export function describeFailure({ context, problem }: YamlFailure, text: string): string {
  const lines: string[] = [];
  if (context !== undefined) {
    lines.push(context.text);
    if (context.offset !== undefined && context.offset !== problem.offset)
      lines.push(describePlace(text, context.offset));
  }
  lines.push(problem.text);
  if (problem.offset !== undefined) lines.push(describePlace(text, problem.offset));
  return lines.join("\n");
}

const lineBreak = /\r\n|[\r\n\x85\u2028\u2029]/g;
const halfExcerpt = 75 / 2 - 1;

function describePlace(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.match(lineBreak)?.length ?? 0;
  const start = Math.max(...["\n", "\r", "\x85", "\u2028", "\u2029"].map((mark) => before.lastIndexOf(mark))) + 1;
  const rest = text.slice(offset);
  const length = rest.search(/[\r\n\x85\u2028\u2029]/);
  const end = length === -1 ? text.length : offset + length;
  const head = offset - start > halfExcerpt ? " ... " : "";
  const tail = end - offset > halfExcerpt ? " ... " : "";
  const from = head === "" ? start : offset - Math.floor(halfExcerpt) - 1 + 5;
  const to = tail === "" ? end : offset + Math.floor(halfExcerpt) + 1 - 5;
  const column = Array.from(text.slice(start, offset)).length;
  const excerpt = text.slice(from, to);
  const marker = " ".repeat(4 + head.length + Array.from(text.slice(from, offset)).length);
  return `  in "<unicode string>", line ${line + 1}, column ${column + 1}:\n    ${head}${excerpt}${tail}\n${marker}^`;
}
