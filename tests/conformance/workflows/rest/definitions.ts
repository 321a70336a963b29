import { isMap, writeJson, type Json, type JsonMap } from "../../../../src/core/base/index.ts";
import type { Definition } from "../case.ts";
import { faultOf, textOf, type Answer, type RestService } from "./service.ts";

/** Creates a definition. @returns status, and the names or why it is refused */
export async function define(service: RestService, definition: Definition): Promise<JsonMap> {
  const { kind, text, namespace, scope, name, description, variables } = definition;
  if (kind === "environment") {
    const body = { name, ...(description === undefined ? {} : { description }), variables: writeJson(variables) };
    return named(await service.send("POST", "/environments", body), "environments");
  }
  const query = new URLSearchParams({
    ...(namespace === "" ? {} : { namespace }),
    ...(scope === "" ? {} : { scope }),
  });
  const path = query.size === 0 ? `/${kind}s` : `/${kind}s?${query.toString()}`;
  return named(await service.sendText("POST", path, text), `${kind}s`);
}

/** Creates or updates a definition in a step. */
export async function rewrite(service: RestService, method: "POST" | "PUT", kind: string, text: string) {
  return named(await service.sendText(method, `/${kind}s`, text), `${kind}s`);
}

/** Has a definition validated. */
export async function validate(service: RestService, kind: string, text: string): Promise<JsonMap> {
  const { status, body } = await service.sendText("POST", `/${kind}s/validate`, text);
  if (!isMap(body)) return { status };
  const { error } = body;
  return { status, valid: body["valid"] ?? null, ...(error === undefined ? {} : { fault: error }) };
}

function named(answer: Answer, key: string): JsonMap {
  const fault = faultOf(answer);
  const { status, body } = answer;
  if (fault !== undefined) return { status, fault };
  const rows: Json = isMap(body) ? (body[key] ?? [body]) : [];
  const names = Array.isArray(rows) ? rows.filter((row: Json) => isMap(row)).map((row) => textOf(row, "name")) : [];
  return { status, names };
}
