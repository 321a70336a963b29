import { isList, isMap, writeJson, type Json } from "../../core/base/index.ts";
import { renderYaml } from "../../core/language/index.ts";

/** The forms that are for programs. */
export type DocumentForm = "json" | "yaml";

export function isForPrograms(form: string | undefined): form is DocumentForm {
  return form === "json" || form === "yaml";
}

/**
 * A value as one document for programs.
 *
 * @returns text that ends in a newline
 */
export function documentText(value: Json, form: DocumentForm): string {
  return form === "json" ? `${writeJson(value, 2)}\n` : yamlText(value);
}

function yamlText(value: Json): string {
  if (isMap(value)) return renderYaml(value);
  if (!isList(value) || value.length === 0) return `${writeJson(value)}\n`;
  return value
    .map(
      (one) =>
        `- ${yamlText(one)
          .trimEnd()
          .replaceAll(/\n(?=[^\n])/g, "\n  ")}\n`,
    )
    .join("");
}
