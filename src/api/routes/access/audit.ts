import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AuditRecord } from "../../../core/model/index.ts";
import { notFound } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readArguments } from "../../input/arguments.ts";
import { integer, moment, text, type Collection } from "../../listing/collection.ts";
import { listQuery } from "../../listing/list-query.ts";
import { listResources } from "../../listing/list.ts";
import { ownById, type Service } from "../../service.ts";
import { auditMembers, auditShape } from "../../shapes/access/audit.ts";
import { show } from "../../shapes/members.ts";
import { requiredPart } from "../params.ts";

const collection: Collection<AuditRecord> = {
  name: "audit_log",
  members: auditMembers,
  keys: Object.keys(auditMembers),
  filters: {
    created_at: moment("createdAt"),
    project_id: text("projectId"),
    user: text("userName"),
    call: text("call"),
    method: text("method"),
    path: text("path"),
    target: text("target"),
    address: text("address"),
    request_id: text("requestId"),
    outcome: text("outcome"),
    status: integer("status"),
  },
  moreSortKeys: { user: "userName" },
  missing,
};

/** `/v2/audit_log`: every call that was to change something. Who is no admin sees its own project's, where a policy lets it. */
export function addAuditLog(app: FastifyInstance, { store, now }: Service): void {
  const list: Call = {
    family: "json",
    rule: "audit_log:list",
    status: 200,
    summary: "List the calls that were to change something",
    query: listQuery(collection.filters),
    answer: z.object({ audit_log: z.array(auditShape.partial()), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, collection, store.auditLog, {}, () => ({
        visibility: ownById(request.caller),
        now: now(),
      })),
  };
  const get: Call = {
    family: "json",
    rule: "audit_log:get",
    status: 200,
    summary: "Show a call that was to change something",
    answer: auditShape,
    handle: async (request) => show(auditMembers, await rowInPath(request, store)),
  };
  addPath(app, "/v2/audit_log", "access", { GET: list });
  addPath(app, "/v2/audit_log/:id", "access", { GET: get });
}

async function rowInPath(request: FastifyRequest, store: Service["store"]): Promise<AuditRecord> {
  readArguments(queryOf(request), {});
  const id = requiredPart(request, "id", "id");
  const found = await store.auditLog.get(id, ownById(request.caller));
  if (found === undefined) throw notFound(missing(id));
  return found;
}

function missing(id: string): string {
  return `Audit log entry not found [id=${id}]`;
}
