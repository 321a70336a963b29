import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { parseYaml } from "../../../src/core/language/index.ts";
import { map, maps, text } from "../inheritance-case.ts";
import type { Answer, RestService } from "../workflows/rest/service.ts";

/** The workflows of one case on a service, asked by name. */
export class Hierarchy {
  readonly #service: RestService;
  /** Where a name is looked for, first to last. */
  readonly #namespaces: readonly string[];

  constructor(service: RestService, namespaces: readonly string[]) {
    this.#service = service;
    this.#namespaces = namespaces;
  }

  /** A workflow, or undefined when there is none. */
  async find(name: string): Promise<JsonMap | undefined> {
    for (const namespace of this.#namespaces) {
      const query = new URLSearchParams({ namespace });
      const { status, body } = await this.#service.send("GET", `/workflows/${name}?${query.toString()}`);
      if (status === 200) return map(body);
    }
    return undefined;
  }

  /** @throws Error when there is none */
  async get(name: string): Promise<JsonMap> {
    const found = await this.find(name);
    if (found === undefined) throw new Error(`There is no workflow ${name}`);
    return found;
  }

  async idOf(name: string): Promise<string> {
    return text((await this.get(name))["id"]);
  }

  /** A view of a workflow, such as `flattened` or `revisions`. */
  async view(name: string, what: string): Promise<JsonMap> {
    return this.#service.get(`/workflows/${await this.idOf(name)}/${what}`);
  }

  /** The complete form of a workflow: what its text says and what its data says. */
  async flattened(name: string, revision?: string) {
    const query = revision === undefined ? "" : `?revision=${revision}`;
    const view = await this.view(name, `flattened${query}`);
    const { version: _version, ...workflows } = map(parseYaml(text(view["definition"])).value);
    const { version: _other, ...spec } = map(view["spec"]);
    return { written: map(Object.values(workflows)[0]), spec, provenance: map(view["provenance"]) };
  }
}

/** What an answer says of inheritance: problems of the kind, without their texts. */
export function problemsIn(value: Json | undefined): JsonMap[] {
  return maps(value).map(({ code = null, path = null, workflow = null }) => ({ code, path, workflow }));
}

/** The member `inheritance` of a refusal. */
export function inheritanceIn({ body }: Answer): JsonMap {
  return map(map(body)["inheritance"]);
}

export function sorted(problems: readonly JsonMap[]): string[] {
  return problems.map(({ code, path, workflow }) => JSON.stringify([code, path, workflow])).toSorted();
}
