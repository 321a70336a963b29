import type { DefinitionStore } from "../../store/index.ts";

/** Tells the children of a workflow its new name; the arrows lead by id and stay (design, section 10). */
export async function renameParent(definitions: DefinitionStore, id: string, name: string): Promise<void> {
  const edges = await definitions.workflows.listChildren([id]);
  const children = await definitions.workflows.getMany([...new Set(edges.map(({ childId }) => childId))]);
  for (const child of children) {
    const parents = child.parents.map((parent) => (parent.parentId === id ? { ...parent, parentName: name } : parent));
    await definitions.workflows.update(child.id, { parents });
  }
}
