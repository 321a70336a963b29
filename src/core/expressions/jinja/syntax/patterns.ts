/** Python's `\s` for text: JavaScript's has U+FEFF in addition, and lacks the separators and U+0085. */
const space = String.raw`[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;

const anchored = (source: string, flags = "") => new RegExp(source, `y${flags}`);

/** What may stand at a place inside `{{ }}` or `{% %}`. A newline after `%}` belongs to the tag (`trim_blocks`). */
export const inside = {
  space: anchored(`${space}+`),
  float: anchored(String.raw`(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)`, "i"),
  integer: anchored(String.raw`0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*`, "i"),
  name: anchored(String.raw`[\p{L}\p{N}\p{M}_\xb7]+`, "u"),
  string: anchored(String.raw`'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"`),
  blockEnd: anchored(String.raw`\+%\}|-%\}${space}*|%\}\n?`),
  variableEnd: anchored(String.raw`-\}\}${space}*|\}\}`),
};

/** What begins a tag in the text around tags. */
export const tagStart = /\{[{%#]/g;
export const rawBegin = anchored(String.raw`\{%[-+]?${space}*raw${space}*(?:-%\}${space}*|%\})`);
export const rawEnd = new RegExp(String.raw`\{%([-+]?)${space}*endraw${space}*(?:\+%\}|-%\}${space}*|%\}\n?)`, "g");
export const commentEnd = new RegExp(String.raw`\+#\}|-#\}${space}*|#\}\n?`, "g");

export const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

const onlySpace = new RegExp(`^${space}+$`);
const trailingSpace = new RegExp(`${space}$`);

/** Whether the text is white space and nothing else; an empty text is not. */
export function isBlank(text: string): boolean {
  return onlySpace.test(text);
}

/** Python's `rstrip()`, in linear time. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && trailingSpace.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
