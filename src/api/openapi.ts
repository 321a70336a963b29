import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";

/** Tags in the order in which people look for things. */
const tags: readonly (readonly [name: string, description: string])[] = [
  ["workflows", "Definitions of workflows, and what inheritance tells of them"],
  ["workbooks", "Several workflows and actions in one text"],
  ["actions", "The system's actions, and ad-hoc ones"],
  ["environments", "Variables that executions share"],
  ["members", "Sharing of workflows between projects"],
  ["executions", "Runs of workflows"],
  ["tasks", "What a run is made of"],
  ["action_executions", "Runs of actions"],
  ["live", "A view of executions that stays current"],
  ["cron_triggers", "Workflows that start at certain times"],
  ["event_triggers", "Workflows that start with an event"],
  ["events", "What tells of events: callers, and senders that sign"],
  ["code_sources", "Modules that dynamic actions stand in"],
  ["dynamic_actions", "Actions whose code came through this interface"],
  ["workers", "Programs in any language that do actions"],
  ["access", "Quotas of projects, and who changed what"],
  ["services", "The nodes of the service"],
  ["service", "The deployment itself"],
  ["health", "Whether the service is alive and ready"],
];

/**
 * Describes the interface in OpenAPI 3.1, from the schemas of the routes that are added afterwards.
 *
 * @param version of the service
 */
export async function describeInterface(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Ostro",
        description: "Workflow service, compatible with Mistral v2",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
        version,
      },
      tags: tags.map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          token: { type: "apiKey", in: "header", name: "X-Auth-Token", description: "as OpenStack's clients send it" },
          bearer: { type: "http", scheme: "bearer" },
        },
      },
      security: [{ token: [] }, { bearer: [] }, {}],
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      return { schema: openEnded(schema), url };
    },
  });
}

/** Answers may hold further members, which later versions add; clients are not to be told otherwise. */
function openEnded<Schema>(schema: Schema): Schema {
  if (typeof schema !== "object" || schema === null || !("response" in schema)) return schema;
  return { ...schema, response: withoutEnd(schema.response) };
}

function withoutEnd(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEnd);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([key, member]) => key !== "additionalProperties" || member !== false);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutEnd(member)]));
}
