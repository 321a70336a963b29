/** What Python's `str.isspace` holds for white space; unlike JavaScript's, with the separators U+001C to U+001F. */
export function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  return (
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** `text.strip(chars)`; null strips white space. */
export function strip(text: string, chars: string | null): string {
  return stripRight(stripLeft(text, chars), chars);
}

/** `text.lstrip(chars)`; null strips white space. */
export function stripLeft(text: string, chars: string | null): string {
  let start = 0;
  if (chars === null) {
    while (start < text.length && isSpace(text.charCodeAt(start))) start++;
    return text.slice(start);
  }
  const set = new Set(chars);
  for (const char of text) {
    if (!set.has(char)) break;
    start += char.length;
  }
  return text.slice(start);
}

/** `text.rstrip(chars)`; null strips white space. */
export function stripRight(text: string, chars: string | null): string {
  let end = text.length;
  if (chars === null) {
    while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
    return text.slice(0, end);
  }
  const set = new Set(chars);
  while (end > 0) {
    const pair = end > 1 ? text.slice(end - 2, end) : "";
    const char = pair.codePointAt(0) !== undefined && (pair.codePointAt(0) ?? 0) > 0xffff ? pair : text.charAt(end - 1);
    if (!set.has(char)) break;
    end -= char.length;
  }
  return text.slice(0, end);
}
