import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { createActions, deleteAction, getAction, updateActions, validateActions } from "../../../library/index.ts";
import { addPath, type Call } from "../../http/route.ts";
import { actionsQuery, listActions } from "../../listing/actions.ts";
import type { Service } from "../../service.ts";
import { actionResource, actionShape, writtenAction } from "../../shapes/action.ts";
import { namedInPath, pathPart } from "../params.ts";
import { definitionText, textWrite, validateCall, writeQuery } from "./texts.ts";

const several = z.object({ actions: z.array(actionShape.partial({ updated_at: true })) });

/** `/v2/actions` (REST reference, section 4). */
export function addActions(app: FastifyInstance, { library, now }: Service): void {
  const list: Call = {
    family: "json",
    rule: "actions:list",
    status: 200,
    summary: "List the system's actions and ad-hoc ones",
    query: actionsQuery,
    answer: several.extend({ next: z.string().optional() }),
    handle: (request) => listActions(request, library, now()),
  };
  const get: Call = {
    family: "json",
    rule: "actions:get",
    status: 200,
    summary: "Show an action, by name",
    query: z.object({ namespace: z.string().optional() }),
    answer: actionShape,
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "identifier");
      return actionResource(await getAction(library, request.caller, name, namespace));
    },
  };
  const remove: Call = {
    family: "json",
    rule: "actions:delete",
    status: 204,
    summary: "Delete an ad-hoc action, by name or id",
    query: z.object({ namespace: z.string().optional() }),
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "identifier");
      await deleteAction(library, request.caller, name, namespace);
      return undefined;
    },
  };
  // A part of the path after POST is the namespace, as in Mistral.
  const create: Call = {
    family: "text",
    rule: "actions:create",
    status: 201,
    summary: "Create the ad-hoc actions of a text, all or none",
    query: writeQuery,
    body: definitionText,
    answer: several,
    handle: async (request) => {
      const rows = await createActions(
        library,
        request.caller,
        textWrite(request, pathPart(request, "name"), "actions:publicize"),
      );
      return { actions: rows.map((row) => writtenAction(row, true)) };
    },
  };
  const update: Call = {
    family: "text",
    rule: "actions:update",
    status: 200,
    summary: "Change the ad-hoc actions of a text, all or none; with a name or id in the path, that one",
    query: writeQuery,
    body: definitionText,
    answer: several,
    handle: async (request) => {
      const write = {
        ...textWrite(request, pathPart(request, "namespace"), "actions:publicize"),
        identifier: pathPart(request, "name"),
      };
      const rows = await updateActions(library, request.caller, write);
      return { actions: rows.map((row) => writtenAction(row, false)) };
    },
  };
  addPath(app, "/v2/actions", "actions", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/actions/validate", "actions", {
    POST: validateCall("Check ad-hoc actions", (_request, { text }) => validateActions(text)),
  });
  addPath(app, "/v2/actions/:name", "actions", { GET: get, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/actions/:name/:namespace", "actions", { GET: get, PUT: update, DELETE: remove });
}
