import type { Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";
import { createActions } from "./write.ts";

/** The ad-hoc action that Mistral 15 comes with, its text as `GET /v2/actions/std.wait_ssh` shows it. */
const waitSsh = `---
version: '2.0'

std.wait_ssh:
    description: Simple SSH command.
    base: std.ssh
    base-input:
      host: <% $.host %>
      username: <% $.username %>
      password: <% $.password %>
      cmd: 'ls -l'
    input:
     - host
     - username
     - password
`;

/**
 * Stores the ad-hoc actions that a new database has, where they are missing: `std.wait_ssh`, public.
 *
 * @param project who owns them
 */
export async function installActions(library: Library, project: string): Promise<void> {
  if ((await library.store.actionDefinitions.find("std.wait_ssh", "", project)) !== undefined) return;
  // What belongs to every database is no matter of quotas.
  const { quotas: _quotas, ...withoutQuotas } = library;
  const caller = { project, user: "ostro", roles: ["admin"] };
  await createActions(withoutQuotas, caller, { text: waitSsh, namespace: "", scope: "public" }).catch(
    (error: unknown) => {
      // Another node was quicker.
      if (!(error instanceof DefinitionRefused && error.kind === "taken")) throw error;
    },
  );
}
