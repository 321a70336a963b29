import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { answerShare, getMember, isUuid, listMembers, shareWorkflow, unshareWorkflow } from "../../../library/index.ts";
import { badRequest } from "../../http/fault.ts";
import { addPath, type Call } from "../../http/route.ts";
import { filled, readBody, type AttributeKinds } from "../../input/body.ts";
import type { Service } from "../../service.ts";
import { memberMembers, memberShape } from "../../shapes/member.ts";
import { show } from "../../shapes/members.ts";
import { requiredPart } from "../params.ts";

const attributes = {
  id: "text",
  resource_id: "text",
  resource_type: "text",
  project_id: "text",
  member_id: "text",
  status: "status",
  created_at: "text",
  updated_at: "text",
} as const satisfies AttributeKinds;

/** `/v2/workflows/ID/members` (REST reference, section 4): sharing between projects, which needs that callers are told apart. */
export function addMembers(app: FastifyInstance, { library, isAuthenticated }: Service): void {
  const family = isAuthenticated ? "json" : "short";

  function workflowIn(request: FastifyRequest): string {
    const id = requiredPart(request, "name", "identifier");
    if (!isUuid(id)) throw badRequest("Only support UUID as resource identifier in resource sharing feature.");
    if (isAuthenticated) return id;
    throw badRequest("Resource sharing feature can only be supported with authentication enabled.");
  }

  const list: Call = {
    family,
    rule: "members:list",
    status: 200,
    summary: "List the projects that a workflow is shared with",
    answer: z.object({ members: z.array(memberShape) }),
    handle: async (request) => {
      const found = await listMembers(library, request.caller, workflowIn(request));
      return { members: found.map((member) => show(memberMembers, member)) };
    },
  };
  const get: Call = {
    family,
    rule: "members:get",
    status: 200,
    summary: "Show how a workflow is shared with a project",
    answer: memberShape,
    handle: async (request) => {
      const id = workflowIn(request);
      return show(memberMembers, await getMember(library, request.caller, id, memberIn(request)));
    },
  };
  const create: Call = {
    family,
    rule: "members:create",
    status: 201,
    summary: "Share a private workflow with a project",
    body: z.object({ member_id: z.string().describe("the project") }),
    answer: memberShape.omit({ updated_at: true }),
    handle: async (request) => {
      const id = workflowIn(request);
      const member = filled(readBody(request, "member_info", attributes).member_id);
      if (member === undefined) throw badRequest("Member id must be provided.");
      const row = await shareWorkflow(library, request.caller, id, member);
      const { updated_at: _updatedAt, ...resource } = show(memberMembers, row);
      return resource;
    },
  };
  const update: Call = {
    family,
    rule: "members:update",
    status: 200,
    summary: "Accept or reject a workflow that is shared with the caller's project",
    body: z.object({ status: z.enum(["accepted", "rejected", "pending"]) }),
    answer: memberShape,
    handle: async (request) => {
      const id = workflowIn(request);
      const { status } = readBody(request, "member_info", attributes);
      if (status === undefined || status === null) throw badRequest("Status must be provided.");
      return show(memberMembers, await answerShare(library, request.caller, id, memberIn(request), status));
    },
  };
  const remove: Call = {
    family,
    rule: "members:delete",
    status: 204,
    summary: "End the sharing with a project",
    handle: async (request) => {
      const id = workflowIn(request);
      await unshareWorkflow(library, request.caller, id, memberIn(request));
      return undefined;
    },
  };
  addPath(app, "/v2/workflows/:name/members", "members", { GET: list, POST: create });
  addPath(app, "/v2/workflows/:name/members/:member", "members", { GET: get, PUT: update, DELETE: remove });
}

function memberIn(request: FastifyRequest): string {
  return requiredPart(request, "member", "member_id");
}
