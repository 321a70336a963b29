import { Option, type Command } from "commander";
import { pathOf } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { examples, sample } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import type { Column } from "../../output/columns.ts";
import { rowsOf } from "../../run/execution-tree.ts";
import { targetOf } from "../../profiles/target.ts";
import { connect, remote, type RemoteOptions } from "../remote.ts";
import { showRecord, showRows } from "../show.ts";

const columns: readonly Column[] = [
  { title: "WORKFLOW", key: "resource_id", isWhole: true },
  { title: "OWNER", key: "project_id", rank: 1 },
  { title: "MEMBER", key: "member_id" },
  { title: "STATUS", key: "status", isWhole: true },
  { title: "CREATED", key: "created_at", isWhole: true, rank: 2 },
  { title: "UPDATED", key: "updated_at", isWhole: true, rank: 3 },
];

interface MemberOptions extends RemoteOptions {
  readonly member?: string;
}

/** `ostro member ...` */
export function memberCommands(command: Command, host: CliHost): void {
  const list = ofWorkflow(command.command("list").description("list the projects that a workflow is shared with"));
  list.action(async (workflow: string, options: RemoteOptions) => {
    const answer = await connect(host, options).get(pathOf("workflows", workflow, "members"));
    showRows(host, rowsOf(answer, "members"), columns, options);
  });
  examples(list, `ostro member list ${sample.workflow}`);
  const show = ofMember(command.command("show").description("show how a workflow is shared with a project"));
  show.action(async (workflow: string, options: MemberOptions) => {
    showRecord(host, await connect(host, options).get(await path(host, workflow, options)), options);
  });
  examples(show, `ostro member show ${sample.workflow} --member blues`);
  const create = ofWorkflow(command.command("create").description("share a private workflow with a project"))
    .argument("<member>", "id of the project")
    .action(async (workflow: string, member: string, options: RemoteOptions) => {
      const answer = await connect(host, options).post(pathOf("workflows", workflow, "members"), { member_id: member });
      showRecord(host, answer, options);
    });
  examples(create, `ostro member create ${sample.workflow} blues`);
  const update = ofMember(
    command.command("update").description("accept or reject a workflow that is shared with the own project"),
  )
    .addOption(
      new Option("--status <status>", "what the own project says")
        .choices(["pending", "accepted", "rejected"])
        .default("accepted"),
    )
    .action(async (workflow: string, options: MemberOptions & { status: string }) => {
      const answer = await connect(host, options).put(await path(host, workflow, options), { status: options.status });
      showRecord(host, answer, options);
    });
  examples(update, `ostro member update ${sample.workflow} --member blues --status accepted`);
  const remove = ofWorkflow(command.command("delete").description("end the sharing with projects"))
    .argument("<member...>", "ids of the projects")
    .action(async (workflow: string, members: readonly string[], options: RemoteOptions) => {
      for (const member of members) {
        await connect(host, options).delete(pathOf("workflows", workflow, "members", member));
        host.err(`deleted ${member}\n`);
      }
    });
  examples(remove, `ostro member delete ${sample.workflow} blues`);
}

function ofWorkflow(command: Command): Command {
  return remote(command.argument("<workflow>", "id of the workflow"));
}

function ofMember(command: Command): Command {
  return ofWorkflow(command).option("-m, --member <project>", "id of the member (default: the own project)");
}

async function path(host: CliHost, workflow: string, options: MemberOptions): Promise<string> {
  const member = options.member ?? (await targetOf(host, options)).project;
  if (member === undefined) throw new CliError("Say which project is meant, with --member ID.");
  return pathOf("workflows", workflow, "members", member);
}
