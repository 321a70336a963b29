import { isMap } from "../../core/base/index.ts";
import { readReferences } from "../../core/inheritance/index.ts";
import type { OfflineDocument } from "../offline/document.ts";
import type { Family, FamilyMember } from "./family.ts";

/** The families of a file; a parent that is not in the file is a member in the state MISSING. */
export function familyOfFile({ sources, workflows, flattening }: OfflineDocument): Family {
  const members = new Map<string, FamilyMember>();
  const missing = new Map<string, FamilyMember>();
  for (const [name, { body }] of sources) {
    const references = isMap(body) ? readReferences(body) : [];
    const parents = references.map((reference) => {
      const id = fullName(reference.name, name, sources);
      if (!sources.has(id)) missing.set(id, outsider(id));
      return { id, note: reference.revision === undefined ? "" : `pinned at ${reference.revision}` };
    });
    const flattened = workflows.get(name);
    const errors = flattening.filter(({ workflow, severity }) => workflow === name && severity === "error");
    const usual = parents.length === 0 ? "NONE" : "CURRENT";
    members.set(name, {
      id: name,
      name,
      state: flattened === undefined ? "BROKEN" : usual,
      notes: [
        ...(flattened?.abstract === true ? ["abstract"] : []),
        ...(flattened?.final === true ? ["final"] : []),
        ...(flattened?.conforms === undefined ? [] : [`conforms: ${flattened.conforms}`]),
      ],
      error: errors.map(({ code, message }) => `${code}: ${message}`).join("; "),
      parents,
    });
  }
  return { members: [...missing.values(), ...members.values()], focus: undefined, elsewhere: 0 };
}

/** A member of a workbook names its siblings without the workbook. */
function fullName(parent: string, child: string, sources: OfflineDocument["sources"]): string {
  const dot = child.lastIndexOf(".");
  const sibling = dot === -1 ? parent : `${child.slice(0, dot)}.${parent}`;
  return sources.has(sibling) ? sibling : parent;
}

function outsider(name: string): FamilyMember {
  return { id: name, name, state: "MISSING", notes: ["not in this file"], error: "", parents: [] };
}
