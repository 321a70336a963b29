const plain = /^[ !#-[\]-~]*$/;

const named: Record<string, string> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\b": "\\b",
};

/** A JSON string in ASCII, as Python's json module writes it: `\u00e9`, surrogate pairs for what lies beyond. */
export function quoteJson(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  return `"${text.replaceAll(/[^ !#-[\]-~]/g, escapeUnit)}"`;
}

function escapeUnit(unit: string): string {
  return named[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
