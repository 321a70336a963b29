/**
 * The id of a heading, as GitHub makes it, so that links lead to the same place there and here.
 *
 * @param text the heading, with its marks
 * @param used how often each id was used on the page so far; the new one is counted
 */
export function slugOf(text: string, used: Map<string, number>): string {
  const slug = text
    .toLowerCase()
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
  const times = used.get(slug) ?? 0;
  used.set(slug, times + 1);
  return times === 0 ? slug : `${slug}-${times}`;
}
