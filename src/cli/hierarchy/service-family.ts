import { isMap, type JsonMap } from "../../core/base/index.ts";
import { ServiceError, type Connection } from "../../client/index.ts";
import { rowsOf, textOf } from "../run/execution-tree.ts";
import type { Family, FamilyMember } from "./family.ts";
import { numberText, pathOf } from "./named.ts";

/**
 * The family of a stored workflow: all that it descends from and all that descend from it.
 *
 * @param identifier name or id
 * @throws ServiceError when there is no such workflow
 */
export async function familyOfService(connection: Connection, identifier: string, namespace: string): Promise<Family> {
  const self = await connection.get(pathOf(identifier), { namespace });
  const id = textOf(self["id"]);
  const above = rowsOf(await connection.get(pathOf(id, "ancestors")), "ancestors");
  const below = await connection.get(pathOf(id, "descendants"), { recursive: true });
  const members: FamilyMember[] = [];
  for (const row of [...above.toReversed(), self, ...rowsOf(below, "descendants")]) {
    members.push(row === self ? memberOf(self) : await readMember(connection, row));
  }
  return { members, focus: id, elsewhere: Number(below["other_projects"] ?? 0) };
}

/** An ancestor may be gone, or not visible: then no more is known than its child tells. */
async function readMember(connection: Connection, row: JsonMap): Promise<FamilyMember> {
  try {
    return memberOf(await connection.get(pathOf(textOf(row["id"]))));
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status !== 404) throw error;
    return {
      id: textOf(row["id"]),
      name: textOf(row["name"]),
      state: "MISSING",
      notes: ["not to be seen"],
      error: "",
      parents: [],
    };
  }
}

function memberOf(workflow: JsonMap): FamilyMember {
  const namespace = textOf(workflow["namespace"]);
  const error = workflow["inheritance_error"] ?? null;
  return {
    id: textOf(workflow["id"]),
    name: textOf(workflow["name"]),
    state: textOf(workflow["inheritance_state"]),
    notes: [
      `revision ${numberText(workflow["revision"])}`,
      ...(namespace === "" ? [] : [`namespace ${namespace}`]),
      ...(workflow["abstract"] === true ? ["abstract"] : []),
      ...(workflow["final"] === true ? ["final"] : []),
    ],
    error: isMap(error) ? `${textOf(error["code"])}: ${textOf(error["message"])}` : "",
    parents: rowsOf(workflow, "extends").map(({ id, mode, revision }) => ({
      id: textOf(id),
      note: mode === "LOCKED" ? `locked at ${numberText(revision)}` : "",
    })),
  };
}
