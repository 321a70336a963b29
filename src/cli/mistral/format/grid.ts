import Table from "cli-table3";

const lines = {
  top: "-",
  "top-mid": "+",
  "top-left": "+",
  "top-right": "+",
  bottom: "-",
  "bottom-mid": "+",
  "bottom-left": "+",
  "bottom-right": "+",
  left: "|",
  "left-mid": "+",
  mid: "-",
  "mid-mid": "+",
  right: "|",
  "right-mid": "+",
  middle: "|",
};

/** Below this a column would be a string of letters. */
const narrowest = 8;

/**
 * A table in boxes, as OpenStack's commands draw it.
 *
 * @param most characters of a line, in which the widest columns are folded; 0 for no limit
 */
export function grid(titles: readonly string[], rows: readonly (readonly string[])[], most: number): string {
  const widths = titles.map((title, i) => {
    return 2 + Math.max(title.length, ...rows.flatMap((row) => (row[i] ?? "").split("\n").map((line) => line.length)));
  });
  if (most > 0) fold(widths, most - (titles.length + 1));
  const table = new Table({
    head: [...titles],
    colWidths: widths,
    wordWrap: true,
    wrapOnWordBoundary: false,
    chars: lines,
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  const [top = "", ...drawn] = table.toString().split("\n");
  // Between two rows there is no line; below the headings there is one.
  const [, second = -1, ...others] = [0, ...drawn.flatMap((line, i) => (line.startsWith("+") ? [i] : []))];
  const kept = drawn.filter((line, i) => !line.startsWith("+") || i === second || i === others.at(-1));
  return `${[top, ...kept].join("\n")}\n`;
}

function fold(widths: number[], most: number): void {
  for (let total = widths.reduce((a, b) => a + b, 0); total > most; total -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    const width = widths[widest] ?? 0;
    if (width <= narrowest) return;
    widths[widest] = width - 1;
  }
}
