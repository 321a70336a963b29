import type { Path } from "../yaml/path.ts";
import type { Report } from "./report.ts";

const longestName = 255;

/**
 * Whether Mistral would take a name for an id: 32 hexadecimal digits, with or without dashes, braces and `urn:uuid:`.
 *
 * @param name the name of a workflow
 */
export function isUuid(name: string): boolean {
  const bare = name
    .replaceAll("urn:", "")
    .replaceAll("uuid:", "")
    .replaceAll(/^[{}]+|[{}]+$/g, "");
  return /^[\da-f]{32}$/i.test(bare.replaceAll("-", ""));
}

/**
 * Checks what Mistral's database wants of the name of a workflow, an action or a workbook.
 *
 * @param name the name
 * @param path where the name stands
 */
export function checkStoredName(report: Report, name: string, path: Path): void {
  if (name.includes(" ")) report.add("bad-name", `Name '${name}' must not contain spaces`, path, "key");
  if ([...name].length > longestName) {
    report.add("bad-name", `Name '${name}' must not be longer than ${longestName} characters`, path, "key");
  }
}
