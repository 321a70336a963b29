import { readActions } from "../../core/language/index.ts";
import type { ActionDefinitionRecord, Caller } from "../../core/model/index.ts";
import { scopeOf } from "../access.ts";
import type { Library } from "../library.ts";
import { checkNames } from "../names.ts";
import { writeWithin } from "../quotas/write-within.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { verdictOf, type Verdict } from "../workflows/validate.ts";
import type { TextWrite } from "../workflows/write.ts";
import { findAdhocAction, missingAdhocAction } from "./find.ts";
import { changeAction, insertAction, prepareActions, type ActionFields } from "./record.ts";

/**
 * Creates the ad-hoc actions of a text: all of them or none. One may take a system action's name, and then hides it.
 *
 * @throws DefinitionRefused `invalid`, `forbidden`, `taken`
 */
export async function createActions(
  library: Library,
  caller: Caller,
  { text, namespace, scope: word }: TextWrite,
): Promise<ActionDefinitionRecord[]> {
  const scope = scopeOf(word);
  const fields = readFields(text);
  const place = { namespace, scope, caller, now: library.now() };
  const rows = await writeWithin(library, caller, async (definitions) => {
    const created: ActionDefinitionRecord[] = [];
    for (const one of fields) created.push(await insertAction(definitions, library.newId(), one, place));
    return created;
  });
  library.changed();
  return rows;
}

/**
 * Changes the ad-hoc actions of a text: all of them or none.
 *
 * @param identifier name or id of the one action to change, which a different name in the text renames
 * @throws DefinitionRefused `invalid`, `forbidden`, `missing` (every one must exist), `taken`
 */
export async function updateActions(
  library: Library,
  caller: Caller,
  { text, namespace, scope: word, identifier }: TextWrite & { readonly identifier: string | undefined },
): Promise<ActionDefinitionRecord[]> {
  const scope = scopeOf(word);
  const fields = readFields(text);
  if (identifier !== undefined && fields.length > 1) {
    const message = `More than one actions are not supported for update with identifier. [identifier: ${identifier}]`;
    throw new DefinitionRefused("invalid", message);
  }
  const place = { namespace, scope, caller, now: library.now() };
  const rows = await writeWithin(library, caller, async (definitions) => {
    const changed: ActionDefinitionRecord[] = [];
    for (const one of fields) {
      const name = identifier ?? one.name;
      const found = await findAdhocAction(definitions, caller, name, namespace);
      if (found === undefined) throw missingAdhocAction(name, namespace);
      changed.push(await changeAction(definitions, found, one, place));
    }
    return changed;
  });
  library.changed();
  return rows;
}

/** Checks a text of ad-hoc actions without writing anything. */
export function validateActions(text: string): Promise<Verdict> {
  return verdictOf(async () => {
    readFields(text);
    return { warnings: [], conformance: [] };
  });
}

function readFields(text: string): ActionFields[] {
  const { actions, problems } = readActions(text);
  refuseErrors(problems);
  checkNames(actions);
  return prepareActions(actions, null);
}
