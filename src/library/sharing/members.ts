import type { Caller, MemberRecord, MemberStatus } from "../../core/model/index.ts";
import { Duplicate, type DefinitionStore, type Filter } from "../../store/index.ts";
import { checkOwner } from "../access.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";
import { getWorkflow } from "../workflows/find.ts";

type Condition = Filter<keyof MemberRecord>;

/**
 * Shares a private workflow with another project, which sees it as soon as it accepts.
 *
 * @throws DefinitionRefused `missing` (no such workflow), `forbidden` (another project's), `invalid` (it is public already), `taken`
 */
export async function shareWorkflow(
  library: Library,
  caller: Caller,
  workflowId: string,
  memberId: string,
): Promise<MemberRecord> {
  const { store, newId, now } = library;
  const workflow = await getWorkflow(library, caller, workflowId, "");
  checkOwner("WorkflowDefinition", workflow, caller);
  if (workflow.scope !== "private") throw new DefinitionRefused("invalid", "Only private resource could be shared.");
  const member: MemberRecord = {
    id: newId(),
    resourceId: workflow.id,
    resourceType: "workflow",
    projectId: workflow.projectId,
    memberId,
    status: "pending",
    createdAt: now(),
    updatedAt: null,
  };
  await store.members.create(member).catch((error: unknown) => {
    if (!(error instanceof Duplicate)) throw error;
    const key = "['resource_id', 'resource_type', 'member_id']";
    const message = `Duplicate entry for ResourceMember ${key}: ${workflow.id}, workflow, ${memberId}`;
    throw new DefinitionRefused("taken", message);
  });
  return member;
}

/** The members of a workflow: all for the project that shares it, a member itself for others; none for strangers. */
export function listMembers({ store }: Library, caller: Caller, workflowId: string): Promise<MemberRecord[]> {
  return membersSeen(store, caller, [{ field: "resourceId", op: "eq", value: workflowId }]);
}

/** @throws DefinitionRefused `missing` when there is none that the caller sees */
export async function getMember(
  { store }: Library,
  caller: Caller,
  workflowId: string,
  memberId: string,
): Promise<MemberRecord> {
  const [found] = await membersSeen(store, caller, whereOf(workflowId, memberId));
  if (found === undefined) throw missing(workflowId, memberId);
  return found;
}

/**
 * What a project says to a workflow that is shared with it.
 *
 * @throws DefinitionRefused `missing` for anybody but the member
 */
export async function answerShare(
  library: Library,
  caller: Caller,
  workflowId: string,
  memberId: string,
  status: MemberStatus,
): Promise<MemberRecord> {
  if (memberId !== caller.project) throw missing(workflowId, memberId);
  const found = await getMember(library, caller, workflowId, memberId);
  const set = { status, updatedAt: library.now() };
  await library.store.members.update(found.id, set);
  library.changed();
  return { ...found, ...set };
}

/** Ends the sharing. @throws DefinitionRefused `missing` for anybody but the project that shares */
export async function unshareWorkflow(
  library: Library,
  caller: Caller,
  workflowId: string,
  memberId: string,
): Promise<void> {
  const { store } = library;
  const [found] = await store.members.list({
    visibility: { project: caller.project, withPublic: false },
    filters: whereOf(workflowId, memberId),
  });
  if (found === undefined) throw missing(workflowId, memberId);
  await store.members.delete(found.id);
  library.changed();
}

/** Ends all sharing of a workflow that goes. */
export async function forgetMembers({ members }: DefinitionStore, workflowId: string): Promise<void> {
  const ofIt: Condition = { field: "resourceId", op: "eq", value: workflowId };
  for (const { id } of await members.list({ visibility: "all", filters: [ofIt], fields: ["id"] })) {
    await members.delete(id);
  }
}

async function membersSeen(
  { members }: DefinitionStore,
  { project }: Caller,
  filters: readonly Condition[],
): Promise<MemberRecord[]> {
  const found = await members.list({ visibility: "all", filters });
  return found.filter(({ projectId, memberId }) => projectId === project || memberId === project);
}

function whereOf(workflowId: string, memberId: string): readonly Condition[] {
  return [
    { field: "resourceId", op: "eq", value: workflowId },
    { field: "memberId", op: "eq", value: memberId },
  ];
}

function missing(workflowId: string, memberId: string): DefinitionRefused {
  const message = `Resource member not found [resource_id=${workflowId}, member_id=${memberId}]`;
  return new DefinitionRefused("missing", message);
}
