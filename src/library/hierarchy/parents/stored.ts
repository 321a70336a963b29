import { isMap } from "../../../core/base/index.ts";
import type { JsonMap } from "../../../core/base/index.ts";
import { flattenDocument, reviveFlattened, type Flattened } from "../../../core/inheritance/index.ts";
import { parseYaml, type DefinitionSource, type YamlDocument } from "../../../core/language/index.ts";
import type { RevisionRecord } from "../../../core/model/index.ts";

/**
 * Brings a revision back. Of a workflow without parents nothing but its text is kept, and it is worked out again; where its
 * lines are told, they are those of the text.
 */
export function flattenedOf(stored: RevisionRecord): Flattened {
  const { workflowId: id, name, revision, spec } = stored;
  const { provenance, edits } = stored;
  if (isMap(provenance) && isMap(edits)) {
    return reviveFlattened({ id, name, revision, body: spec, spec, memory: provenance, edits });
  }
  const source = sourceOf(name, shortName(stored), stored.definition, stored.ownSpec);
  const { results } = flattenDocument([source], {
    namespace: stored.namespace,
    skipValidation: true,
    identify: () => ({ id, revision: revision - 1 }),
    findParent: () => "missing",
  });
  const flattened = results.get(name);
  if (flattened === undefined) throw new Error(`Revision ${revision} of workflow ${name} cannot be read any more`);
  return flattened;
}

/**
 * The body of a stored workflow, with the places in its text.
 *
 * @param name the name that it is to have
 * @param key the name that it has in its text, see {@link shortName}
 * @param definition its text
 */
export function sourceOf(name: string, key: string, definition: string, body: JsonMap): DefinitionSource {
  // The places are asked for where something is written or wrong; most of the time it is neither.
  let document: YamlDocument | undefined;
  return {
    name,
    body,
    definition,
    locate: (path, of) => (document ??= parseYaml(definition)).locate([key, ...path], of),
  };
}

/** The name of a workflow in its own text: that of a workbook's member stands there without the workbook. */
export function shortName({ name, workbookName }: Pick<RevisionRecord, "name" | "workbookName">): string {
  return workbookName === null ? name : name.slice(workbookName.length + 1);
}
