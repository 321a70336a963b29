import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isMap, parseJson } from "../../src/core/base/index.ts";
import type { Json, JsonMap } from "../../src/core/base/index.ts";
import { parseYaml } from "../../src/core/language/index.ts";
import { list, map, maps, readCases, text } from "./inheritance/cases.ts";
import { startService, type TestService } from "./service.ts";

const cases = readCases();

/** Behaviour that only a comparison of state spaces tells, which is not there yet. */
const needsStateSpace = new Set(
  cases
    .filter((one) => maps(map(one["expect"])["errors"]).some(({ code }) => code === "INH-034"))
    .map(({ id }) => text(id)),
);

describe("inheritance through the REST interface", () => {
  let service: TestService;

  beforeEach(async () => {
    service = await startService();
  });

  afterEach(() => service.close());

  const withDocuments = cases.filter((one) => Object.hasOwn(one, "documents") && !needsStateSpace.has(text(one["id"])));
  test.each(withDocuments.map((one) => [text(one["id"]), one] as const))("%s", async (_id, one) => {
    const expected = map(one["expect"]);
    const documents = maps(one["documents"]);
    const errors = maps(expected["errors"]);
    for (const [place, document] of documents.entries()) {
      const resource = document["workbook"] === true ? "workbooks" : "workflows";
      const answer = await call("POST", `/v2/${resource}?namespace=${text(document["namespace"])}`, document["text"]);
      const isRefused = place === documents.length - 1 && errors.length > 0;
      expect([place, answer.status, isRefused ? "" : (answer.body["faultstring"] ?? "")]).toEqual([
        place,
        isRefused ? 400 : 201,
        "",
      ]);
      if (isRefused) checkErrors(map(answer.body["inheritance"]), errors);
      const warnings = expected["warnings"];
      if (place === documents.length - 1 && warnings !== undefined) {
        expect(problems(maps(answer.body["warnings"]))).toEqual(problems(maps(warnings)));
      }
    }
    const namespaces = documents.map((document) => text(document["namespace"]));
    for (const { workflow, against, level, verdict, tier } of maps(expected["conforms"])) {
      const other = await idOf(text(against));
      const { body } = await get(text(workflow), `/conformance?against=${other}&level=${text(level)}`);
      const told = Object.hasOwn(map(body["refuted"]), text(level))
        ? "refuted"
        : list(body["undecided"]).includes(text(level))
          ? "undecided"
          : "shown";
      // A lower tier will do, and where states have to be compared nothing need be decided.
      expect(tier === 2 ? [verdict, "undecided"] : [verdict]).toContain(told);
    }
    for (const [name, places] of Object.entries(map(expected["provenance"]))) {
      const { body } = await get(name, "/flattened");
      for (const [pointer, wanted] of Object.entries(map(places))) {
        const told = maps(map(body["provenance"])[pointer]).map(({ wf = null, op = null }) => ({ wf, op }));
        expect([pointer, told]).toEqual([pointer, wanted]);
      }
    }
    for (const [name, wanted] of Object.entries(map(expected["flattened"]))) {
      await checkFlattened(name, map(wanted), expected["order"] !== false, namespaces);
    }
  });

  const withSteps = cases.filter((one) => Object.hasOwn(one, "steps"));
  test.each(withSteps.map((one) => [text(one["id"]), one] as const))("%s", async (_id, one) => {
    for (const step of maps(one["steps"])) await runStep(step);
  });

  async function runStep(step: JsonMap): Promise<void> {
    const expected = map(step["expect"]);
    const answer = await perform(step);
    if (expected["status"] !== undefined)
      expect([answer.status, answer.body["faultstring"] ?? ""]).toEqual([
        expected["status"],
        answer.status < 300 ? "" : expect.anything(),
      ]);
    const error = map(answer.body["inheritance"]);
    if (expected["error"] !== undefined) {
      const { code, path, errors } = map(expected["error"]);
      expect(error["code"]).toBe(code);
      if (path !== undefined) expect(error["path"]).toEqual(path);
      if (errors !== undefined) expect(problems(maps(error["errors"]))).toEqual(problems(maps(errors)));
    }
    const report = answer.status === 409 ? map(error["impact"]) : answer.body;
    if (expected["impact"] !== undefined) expect(report["descendants"]).toMatchObject(map(expected["impact"]));
    for (const wanted of maps(expected["items"])) checkItem(maps(report["items"]), wanted);
    if (expected["warnings"] !== undefined) {
      expect(maps(answer.body["warnings"]).map(({ code }) => code)).toEqual(expected["warnings"]);
    }
    await checkStored(expected);
  }

  async function checkStored(expected: JsonMap): Promise<void> {
    for (const name of list(expected["missing"])) expect((await get(text(name), "")).status).toBe(404);
    for (const [name, members] of Object.entries(map(expected["after"]))) {
      expect((await get(name, "")).body).toMatchObject(map(members));
    }
    for (const [name, code] of Object.entries(map(expected["stale_error"]))) {
      expect(map((await get(name, "")).body["inheritance_error"])["code"]).toBe(code);
    }
    for (const [name, wanted] of Object.entries(map(expected["flattened"]))) {
      await checkFlattened(name, map(wanted), true, [""]);
    }
    for (const [name, revisions] of Object.entries(map(expected["flattened_at"]))) {
      for (const [revision, wanted] of Object.entries(map(revisions))) {
        const { body } = await call("GET", `/v2/workflows/${name}/flattened?revision=${revision}`);
        expect(body["spec"]).toEqual(map(wanted));
      }
    }
    for (const [name, wanted] of Object.entries(map(expected["extends"]))) {
      expect((await get(name, "")).body["extends"]).toMatchObject(list(wanted));
    }
    for (const [name, wanted] of Object.entries(map(expected["revisions"]))) {
      const { body } = await get(name, "/revisions");
      expect(
        maps(body["revisions"])
          .map(({ revision }) => revision)
          .toReversed(),
      ).toEqual(wanted);
    }
    for (const [name, wanted] of Object.entries(map(expected["ancestors"]))) {
      const { body } = await get(name, "/ancestors");
      expect(maps(body["ancestors"]).map(({ name: other, depth }) => ({ name: other, depth }))).toEqual(wanted);
    }
    for (const [name, wanted] of Object.entries(map(expected["descendants"]))) {
      const { body } = await get(name, "/descendants?recursive=true");
      const found = maps(body["descendants"]).map(({ name: other, depth }) => JSON.stringify({ name: other, depth }));
      expect(found.toSorted()).toEqual(
        maps(wanted)
          .map((one) => JSON.stringify(one))
          .toSorted(),
      );
    }
  }

  async function perform(step: JsonMap): Promise<Answer> {
    const given = Object.entries(map(step["query"])).map(([key, value]): [string, string] => [key, text(value)]);
    const query = new URLSearchParams(given).toString();
    const name = text(step["workflow"]);
    switch (step["op"]) {
      case "upload":
        return call("POST", `/v2/${text(step["resource"])}?${query}`, step["text"]);
      case "update": {
        const path = name === "" ? text(step["resource"]) : `workflows/${await idOf(name)}`;
        return call("PUT", `/v2/${path}?${query}`, step["text"]);
      }
      case "delete":
        return call("DELETE", `/v2/workflows/${await idOf(name)}?${query}`);
      case "rebase": {
        const parents: Record<string, Json> = {};
        for (const [parent, revision] of Object.entries(map(step["parents"]))) parents[await idOf(parent)] = revision;
        return call("POST", `/v2/workflows/${await idOf(name)}/rebase`, { parents });
      }
      case "execute":
        return call("POST", "/v2/executions", { workflow_id: await idOf(name) });
      default:
        return { status: 200, body: {} };
    }
  }

  async function idOf(name: string): Promise<string> {
    return text((await get(name, "")).body["id"]);
  }

  function get(name: string, rest: string): Promise<Answer> {
    return call("GET", `/v2/workflows/${name}${rest}`);
  }

  async function checkFlattened(name: string, wanted: JsonMap, isOrdered: boolean, namespaces: readonly string[]) {
    for (const namespace of namespaces.toReversed()) {
      const { status, body } = await get(name, `/flattened?namespace=${namespace}`);
      if (status === 404) continue;
      expect(comparable(map(body["spec"]), isOrdered)).toEqual(comparable(wanted, isOrdered));
      const rendered = map(parseYaml(text(body["definition"])).value);
      expect(comparable(map(rendered[name]), isOrdered)).toEqual(comparable(wanted, isOrdered));
      return;
    }
    expect.fail(`${name} is not there`);
  }

  async function call(method: "GET" | "POST" | "PUT" | "DELETE", url: string, payload?: Json): Promise<Answer> {
    const isText = typeof payload === "string";
    const answer = await service.app.inject({
      method,
      url,
      ...(payload === undefined
        ? {}
        : {
            payload: isText ? payload : JSON.stringify(payload),
            headers: { "content-type": isText ? "text/plain" : "application/json" },
          }),
    });
    const body = answer.body === "" ? {} : parseJson(answer.body);
    return { status: answer.statusCode, body: isMap(body) ? body : {} };
  }
});

interface Answer {
  readonly status: number;
  readonly body: JsonMap;
}

function checkErrors(told: JsonMap, wanted: readonly JsonMap[]): void {
  expect(problems(maps(told["errors"]))).toEqual(problems(wanted));
  const [first] = wanted;
  expect({ code: told["code"], path: told["path"], workflow: told["workflow"] }).toEqual(first);
}

function checkItem(items: readonly JsonMap[], { errors, ...wanted }: JsonMap): void {
  const item = items.find(({ name }) => name === wanted["name"]);
  expect(item).toMatchObject(wanted);
  if (errors !== undefined) expect(maps(item?.["errors"])).toMatchObject(maps(errors));
}

function problems(all: readonly JsonMap[]): string[] {
  return all.map(({ code, path, workflow }) => JSON.stringify([code, path, workflow])).toSorted();
}

/** A workflow as data in which the order of tasks counts, unless several parents make it open. */
function comparable(spec: JsonMap, isOrdered: boolean): JsonMap {
  const { input, ...rest } = spec;
  const parameters = list(input).map((parameter) => JSON.stringify(parameter));
  const order = Object.keys(map(spec["tasks"]));
  return {
    ...rest,
    input: isOrdered ? parameters : parameters.toSorted(),
    order: isOrdered ? order : order.toSorted(),
  };
}
