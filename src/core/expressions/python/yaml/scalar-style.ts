/** The ways in which a scalar may be written without changing it. */
export interface ScalarAnalysis {
  readonly isMultiline: boolean;
  readonly allowsPlain: boolean;
  readonly allowsSingleQuotes: boolean;
}

const breaks = "\n\x85\u2028\u2029";
const blanks = `\0 \t\r${breaks}`;
const leadingIndicators = "#,[]{}&*!|>'\"%@`";

/**
 * Looks at a scalar as PyYAML does before it writes one in block style. Everything beyond ASCII needs double quotes.
 *
 * @param characters the code points of the text
 */
export function analyzeScalar(characters: readonly string[]): ScalarAnalysis {
  if (characters.length === 0) return { isMultiline: false, allowsPlain: true, allowsSingleQuotes: true };
  const text = characters.join("");
  const hasSpecial = /[^\n -~]/u.test(text);
  const isMultiline = /[\n\x85\u2028\u2029]/.test(text);
  const hasSpaceBeforeBreak = / [\n\x85\u2028\u2029]/.test(text);
  const hasSpaceAfterBreak = /[\n\x85\u2028\u2029] /.test(text);
  const isPadded = /^[ \n\x85\u2028\u2029]|[ \n\x85\u2028\u2029]$/.test(text);
  const needsDoubleQuotes = hasSpaceBeforeBreak || hasSpecial;
  return {
    isMultiline,
    allowsPlain: !(needsDoubleQuotes || hasSpaceAfterBreak || isPadded || isMultiline || hasIndicator(characters)),
    allowsSingleQuotes: !(needsDoubleQuotes || hasSpaceAfterBreak),
  };
}

/** Whether something in the text would be read as more than text. */
function hasIndicator(characters: readonly string[]): boolean {
  const start = characters.slice(0, 3).join("");
  if (start === "---" || start === "...") return true;
  return characters.some((char, index) => {
    const next = characters[index + 1];
    const isBeforeBlank = next === undefined || blanks.includes(next);
    if (index === 0) {
      return leadingIndicators.includes(char) || ("?:-".includes(char) && isBeforeBlank);
    }
    return (char === ":" && isBeforeBlank) || (char === "#" && blanks.includes(characters[index - 1] ?? ""));
  });
}

/** Whether a character ends a line in YAML. */
export function isBreak(char: string): boolean {
  return breaks.includes(char);
}
