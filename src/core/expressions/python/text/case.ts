const titled: Record<string, string> = {
  "\u01c4": "\u01c5",
  "\u01c6": "\u01c5",
  "\u01c7": "\u01c8",
  "\u01c9": "\u01c8",
  "\u01ca": "\u01cb",
  "\u01cc": "\u01cb",
  "\u01f1": "\u01f2",
  "\u01f3": "\u01f2",
};

const cased = /[\p{Lowercase}\p{Uppercase}\p{Lt}]/u;
const lowerCased = /\p{Lowercase}/u;
const upperCased = /[\p{Uppercase}\p{Lt}]/u;

/** The title-case form of one character: a digraph keeps its second half small, as in `ǅ`. */
function titleChar(char: string): string {
  const own = titled[char];
  if (own !== undefined) return own;
  const [first = "", ...rest] = char.toUpperCase();
  return first + rest.join("").toLowerCase();
}

/** The rest in lower case, lowered together with its beginning: a final sigma depends on what stands before it. */
function lowerAfter(text: string, first: string): string {
  return text.toLowerCase().slice(first.toLowerCase().length);
}

/** `text.title()`: a letter after anything that has no case begins a word. */
export function title(text: string): string {
  return text.replaceAll(/[\p{Lowercase}\p{Uppercase}\p{Lt}]+/gu, (word) => {
    const [first = ""] = word;
    return titleChar(first) + lowerAfter(word, first);
  });
}

/** `text.capitalize()` */
export function capitalize(text: string): string {
  const [first = ""] = text;
  return titleChar(first) + lowerAfter(text, first);
}

/** `text.swapcase()` */
export function swapCase(text: string): string {
  let out = "";
  for (const char of text) out += upperCased.test(char) ? char.toLowerCase() : char.toUpperCase();
  return out;
}

/** `text.casefold()` */
export function caseFold(text: string): string {
  let out = "";
  for (const char of text) out += char === "\u0131" ? char : char.toLowerCase().toUpperCase().toLowerCase();
  return out;
}

/** `text.islower()`: something has a case, and all of that is lower. */
export function isLower(text: string): boolean {
  return cased.test(text) && !upperCased.test(text);
}

/** `text.isupper()`: something has a case, and all of that is upper. */
export function isUpper(text: string): boolean {
  return cased.test(text) && !lowerCased.test(text) && !/\p{Lt}/u.test(text);
}

/** `text.istitle()`: upper case follows only what has no case, lower case only what has. */
export function isTitle(text: string): boolean {
  let afterCased = false;
  let any = false;
  for (const char of text) {
    if (upperCased.test(char)) {
      if (afterCased) return false;
      afterCased = any = true;
    } else if (lowerCased.test(char)) {
      if (!afterCased) return false;
    } else afterCased = false;
  }
  return any;
}
