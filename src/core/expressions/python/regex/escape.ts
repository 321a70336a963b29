/** `re.escape(text)` of Python 3.7 and later: only what means something in a pattern gets a backslash. */
export function escapeRegex(text: string): string {
  return text.replaceAll(/[\t\n\v\f\r #$&()*+\-.?[\\\]^{|}~]/g, "\\$&");
}
