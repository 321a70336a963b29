import type { Locate } from "../yaml/path.ts";

/**
 * The part of a workbook's text that is stored for one of its members: from the line of its name to the end of its
 * indentation, moved to the left (Mistral 15, REST reference "workflows").
 *
 * @param text the workbook
 * @param section where the member stands
 * @param name its name
 * @param locate finds places in the workbook, for a member whose name has no line of its own
 */
export function cutMember(text: string, section: string, name: string, locate: Locate): string {
  const lines = text.slice(Math.max(0, text.indexOf(`${section}:`))).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const at = lines.findIndex((line, index) => index > 0 && line.trim() === `${name}:`);
  const head = lines[at];
  if (head === undefined) return cutByPlace(text, section, name, locate);
  const indent = head.indexOf(`${name}:`);
  const kept = [head.trimStart()];
  for (const line of lines.slice(at + 1)) {
    const width = line.length - line.trimStart().length;
    const isText = line.trim() !== "" && !line.trimStart().startsWith("#");
    if (isText && width <= indent) break;
    kept.push(width < indent || line.trim() === "" ? line : line.slice(indent));
  }
  return `${kept.join("").trimEnd()}\n`;
}

function cutByPlace(text: string, section: string, name: string, locate: Locate): string {
  const key = locate([section, name], "key");
  const value = locate([section, name]);
  if (key === undefined || value === undefined) return "";
  return `${text.slice(key.offset, value.offset + value.length).trimEnd()}\n`;
}
