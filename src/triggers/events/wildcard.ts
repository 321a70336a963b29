/**
 * Whether a text fits a pattern as Python's `fnmatch` understands it: `*` is any text, `?` one character, `[ab]` or `[a-c]` one
 * of them, `[!ab]` any other. Its time grows with the product of both lengths at most, whoever wrote the pattern.
 */
export function fits(text: string, pattern: string): boolean {
  const characters = [...text];
  const parts = pattern.match(/\*+|\[!?\]?[^\]]*\]|[^]/gu) ?? [];
  let at = 0;
  let part = 0;
  /** Where the last star stands, and how much of the text it takes so far. */
  let star = -1;
  let taken = 0;
  while (at < characters.length) {
    const wanted = parts[part];
    if (wanted?.startsWith("*") === true) {
      star = part;
      taken = at;
      part += 1;
    } else if (wanted !== undefined && fitsOne(characters[at] ?? "", wanted)) {
      at += 1;
      part += 1;
    } else if (star !== -1) {
      taken += 1;
      at = taken;
      part = star + 1;
    } else {
      return false;
    }
  }
  return parts.slice(part).every((rest) => rest.startsWith("*"));
}

function fitsOne(character: string, part: string): boolean {
  if (part === "?") return true;
  if (part.length < 3 || !part.startsWith("[")) return part === character;
  const isOther = part.charAt(1) === "!";
  const ranges = part.slice(isOther ? 2 : 1, -1).match(/[^]-[^]|[^]/gu) ?? [];
  const isAmong = ranges.some((range) => {
    const [first = "", , last = first] = range;
    return character >= first && character <= last;
  });
  return isAmong !== isOther;
}
