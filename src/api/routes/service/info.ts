import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseJson } from "../../../core/base/index.ts";
import { badRequest } from "../../http/fault.ts";
import { addPath, type Call } from "../../http/route.ts";
import type { Service } from "../../service.ts";

/** `/info`: what a deployment says of itself, from a file (REST reference, section 7). */
export function addInfo(app: FastifyInstance, { readInfo }: Service): void {
  const get: Call = {
    family: "json",
    rule: null,
    status: 200,
    summary: "Show what the deployment says of itself",
    answer: z.unknown(),
    handle: async (request) => {
      if (readInfo === undefined) throw badRequest("Info endpoint disabled.");
      try {
        return parseJson(await readInfo());
      } catch (error) {
        request.log.warn({ err: error }, "the info file cannot be read");
        throw badRequest("Incorrect path to info json file.");
      }
    },
  };
  addPath(app, "/info", "service", { GET: get });
}
