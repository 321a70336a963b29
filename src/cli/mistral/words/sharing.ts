import { pathOf } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { sample } from "../../help/examples.ts";
import { targetOf } from "../../profiles/target.ts";
import { member, type Column } from "../format/answer.ts";
import { arg, option, paging, record, rows, type Call, type Word } from "../word.ts";

const members: readonly Column[] = [
  member("Resource ID", "resource_id"),
  member("Resource Type", "resource_type"),
  member("Resource Owner", "project_id"),
  member("Member ID", "member_id"),
  member("Status", "status"),
  member("Created at", "created_at"),
  member("Updated at", "updated_at"),
];

const memberId = ["-m, --member-id <project>", "the member; the own project when left out"] as const;

export const sharingWords: readonly Word[] = [
  {
    word: "member-create",
    says: "Share a workflow with a project.",
    args: ["<resource_id>", "<resource_type>", "<member_id>"],
    form: "record",
    ostro: "ostro member create WORKFLOW MEMBER",
    example: `${sample.workflow} workflow greens`,
    async run(call) {
      const path = pathTo(call, arg(call, "resource_id"));
      return record(members, await call.connection.post(path, { member_id: arg(call, "member_id") }));
    },
  },
  {
    word: "member-list",
    says: "List the projects that a workflow is shared with.",
    args: ["<resource_id>", "<resource_type>"],
    options: paging,
    form: "list",
    ostro: "ostro member list WORKFLOW",
    example: `${sample.workflow} workflow`,
    run: async (call) => rows(members, await call.connection.get(pathTo(call, arg(call, "resource_id"))), "members"),
  },
  {
    word: "member-get",
    says: "Show how a workflow is shared with a project.",
    args: ["<resource>", "<resource_type>"],
    options: [memberId],
    form: "record",
    ostro: "ostro member show WORKFLOW --member MEMBER",
    example: `${sample.workflow} workflow --member-id greens`,
    run: async (call) =>
      record(members, await call.connection.get(pathTo(call, arg(call, "resource"), await memberOf(call)))),
  },
  {
    word: "member-update",
    says: "Accept or reject a workflow that is shared with the own project.",
    args: ["<resource_id>", "<resource_type>"],
    options: [memberId, ["-s, --status <status>", "pending, accepted (this is usual) or rejected"]],
    form: "record",
    ostro: "ostro member update WORKFLOW --status STATUS",
    example: `${sample.workflow} workflow --member-id greens --status accepted`,
    async run(call) {
      const path = pathTo(call, arg(call, "resource_id"), await memberOf(call));
      return record(members, await call.connection.put(path, { status: option(call, "status") ?? "accepted" }));
    },
  },
  {
    word: "member-delete",
    says: "End the sharing with a project.",
    args: ["<resource>", "<resource_type>", "<member_id>"],
    form: "text",
    ostro: "ostro member delete WORKFLOW MEMBER...",
    example: `${sample.workflow} workflow greens`,
    async run(call) {
      const [type, who] = [arg(call, "resource_type"), arg(call, "member_id")];
      await call.connection.delete(pathTo(call, arg(call, "resource"), who));
      return { type: "text", text: `Request to delete ${type} member ${who} has been accepted.` };
    },
  },
];

function pathTo(call: Call, resource: string, ...more: readonly string[]): string {
  return pathOf(`${arg(call, "resource_type")}s`, resource, "members", ...more);
}

/** @throws CliError when nobody says which project is meant */
async function memberOf(call: Call): Promise<string> {
  const found = option(call, "memberId") ?? (await targetOf(call.host, {})).project;
  if (found === undefined) throw new CliError("Say which project is meant, with --member-id ID.");
  return found;
}
