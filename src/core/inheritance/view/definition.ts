import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { parseYaml, renderYaml } from "../../language/index.ts";
import type { Path, YamlDocument } from "../../language/index.ts";
import { pathOf } from "../canon/pointer.ts";
import { own } from "../canon/read-flow.ts";
import { isList, textOf } from "../canon/value.ts";
import type { Flattened } from "../flattened.ts";

/**
 * The flattened workflow as a document of its own: version and the one workflow.
 *
 * @param flattened the workflow
 * @returns Mistral YAML
 */
export function renderDefinition({ name, spec }: Flattened): string {
  return renderYaml(documentOf(name, spec));
}

/**
 * The same with the origin of what stands there as a comment on each line: `# from base_deploy@4`.
 *
 * @param flattened the workflow
 * @returns Mistral YAML; the comments follow the last line of a text over several lines, the first one of a block
 */
export function annotate(flattened: Flattened): string {
  const text = renderDefinition(flattened);
  const lines = text.split("\n");
  const document = parseYaml(text);
  const comments = new Map<number, string>();
  for (const [pointer, trail] of Object.entries(flattened.provenance)) {
    if (pointer === "-") continue;
    const origin = originOf(trail);
    if (origin === undefined) continue;
    const path = pathIn(flattened.spec, pointer);
    const place = [flattened.name, ...path.path];
    const isTask = path.path.length === 2 && path.path[0] === "tasks";
    const key = isTask ? document.locate(place, "key") : undefined;
    const lineNumbers = key === undefined ? linesOf(document, text, place, path.value) : [key.line];
    for (const line of lineNumbers) {
      if (!comments.has(line)) comments.set(line, origin);
    }
  }
  return lines.map((line, index) => withComment(line, comments.get(index + 1))).join("\n");
}

function documentOf(name: string, spec: JsonMap): JsonMap {
  return Object.fromEntries<Json>([
    ["version", "2.0"],
    [name, spec],
  ]);
}

function originOf(trail: Json): string | undefined {
  const last = isList(trail) ? trail.at(-1) : undefined;
  if (last === undefined || !isMap(last)) return undefined;
  return `${textOf(own(last, "wf") ?? "")}@${textOf(own(last, "rev") ?? "")}`;
}

/** The path of a JSON pointer, with numbers where lists are, and the value that stands there. */
function pathIn(spec: JsonMap, pointer: string): { path: Path; value: Json } {
  const path: (string | number)[] = [];
  let value: Json = spec;
  for (const segment of pathOf(pointer)) {
    if (isList(value)) {
      path.push(Number(segment));
      value = value[Number(segment)] ?? null;
    } else {
      path.push(segment);
      value = isMap(value) ? (own(value, segment) ?? null) : null;
    }
  }
  return { path, value };
}

/** The lines on which a value, or what is in it, can be commented. */
function linesOf(document: YamlDocument, text: string, path: Path, value: Json): number[] {
  const key = document.locate(path, "key");
  const place = document.locate(path);
  if (isMap(value)) {
    const inner = Object.entries(value).flatMap(([name, item]) => linesOf(document, text, [...path, name], item));
    return key === undefined ? inner : [key.line, ...inner];
  }
  if (isList(value)) {
    const inner = value.flatMap((item, index) => linesOf(document, text, [...path, index], item));
    return key === undefined ? inner : [key.line, ...inner];
  }
  if (place === undefined) return [];
  const written = text.slice(place.offset, place.offset + place.length);
  const isBlock = written.startsWith("|") || written.startsWith(">");
  return [isBlock ? place.line : place.line + written.trimEnd().split("\n").length - 1];
}

function withComment(line: string, origin: string | undefined): string {
  return origin === undefined ? line : `${line} # from ${origin}`;
}
