import { isMap, type Json, type JsonMap, type Problem } from "../base/index.ts";
import { parseYaml, type Path, type YamlDocument } from "../language/index.ts";
import type { TaskState } from "../model/index.ts";
import type { Answer, Expectation, Rehearsal, TaskExpectation } from "./rehearsal.ts";

const keys = ["file", "files", "text", "workflow", "input", "params", "environments", "actions", "expect"];
const answerKeys = ["result", "error", "cancelled", "after"];
const expectKeys = ["state", "state_info", "output", "tasks"];
const taskKeys = ["state", "result", "published", "runs"];
const states = ["IDLE", "RUNNING", "PAUSED", "SUCCESS", "ERROR", "CANCELLED", "WAITING", "DELAYED", "SKIPPED"];

/**
 * Reads a rehearsal: YAML with `file` or `text` (the definitions), `workflow`, `input`, `params`, `environments`, `actions`
 * (what each task or action answers) and `expect`.
 *
 * @param text the document
 * @returns the rehearsal unless a problem is an error, and all problems
 */
export function readRehearsal(text: string): { rehearsal: Rehearsal | undefined; problems: readonly Problem[] } {
  const document = parseYaml(text);
  if (document.value === undefined) return { rehearsal: undefined, problems: document.problems };
  const reader = new Reader(document);
  const rehearsal = reader.rehearsal(document.value);
  return { rehearsal: reader.problems.length > 0 ? undefined : rehearsal, problems: reader.problems };
}

class Reader {
  readonly problems: Problem[] = [];
  readonly #document: YamlDocument;

  constructor(document: YamlDocument) {
    this.#document = document;
  }

  rehearsal(value: Json): Rehearsal {
    const root = this.#map(value, [], keys);
    const one = this.#text(root["file"], ["file"]);
    const expect = root["expect"];
    const rehearsal = {
      files: [...(one === undefined ? [] : [one]), ...this.#texts(root["files"], ["files"])],
      text: this.#text(root["text"], ["text"]),
      workflow: this.#text(root["workflow"], ["workflow"]),
      input: this.#map(root["input"], ["input"]),
      params: this.#map(root["params"], ["params"]),
      environments: this.#entries(root["environments"], ["environments"], (item, path) => this.#map(item, path)),
      actions: this.#entries(root["actions"], ["actions"], (item, path) => this.#answers(item, path)),
      expect: expect === undefined ? undefined : this.#expectation(expect, ["expect"]),
    };
    if (rehearsal.files.length === 0 && rehearsal.text === undefined) {
      this.#wrong("'file' or 'text' must say where the workflow is", []);
    }
    return rehearsal;
  }

  #answers(value: Json, path: Path): readonly Answer[] {
    const list: readonly Json[] = Array.isArray(value) ? value : [value];
    if (list.length === 0) this.#wrong("at least one answer is needed", path);
    return list.map((item, i) => this.#answer(item, Array.isArray(value) ? [...path, i] : path));
  }

  #answer(value: Json, path: Path): Answer {
    const map = this.#map(value, path, answerKeys);
    const given = ["result", "error", "cancelled"].filter((key) => Object.hasOwn(map, key));
    if (given.length !== 1) this.#wrong("an answer has one of 'result', 'error' and 'cancelled'", path);
    const after = map["after"] ?? 0;
    if (typeof after !== "number" || after < 0) this.#wrong("'after' is a number of seconds", [...path, "after"]);
    const afterSeconds = Number(after);
    if (given[0] === "error") return { result: { state: "ERROR", value: map["error"] ?? null }, afterSeconds };
    if (given[0] === "cancelled") return { result: { state: "CANCELLED", value: null }, afterSeconds };
    return { result: { state: "SUCCESS", value: map["result"] ?? null }, afterSeconds };
  }

  #expectation(value: Json, path: Path): Expectation {
    const map = this.#map(value, path, expectKeys);
    return {
      state: this.#state(map["state"], [...path, "state"]),
      stateInfo: map["state_info"],
      output: map["output"],
      tasks: this.#entries(map["tasks"], [...path, "tasks"], (item, inner) => this.#task(item, inner)),
    };
  }

  #task(value: Json, path: Path): TaskExpectation {
    if (typeof value === "string") {
      return { state: this.#state(value, path), result: undefined, published: undefined, runs: undefined };
    }
    const map = this.#map(value, path, taskKeys);
    const runs = map["runs"];
    if (runs !== undefined && typeof runs !== "number") this.#wrong("'runs' is a number", [...path, "runs"]);
    return {
      state: this.#state(map["state"], [...path, "state"]),
      result: map["result"],
      published: map["published"],
      runs: typeof runs === "number" ? runs : undefined,
    };
  }

  #state(value: Json | undefined, path: Path): TaskState | undefined {
    if (value === undefined) return undefined;
    if (isState(value)) return value;
    this.#wrong(`a state is one of ${states.join(", ")}`, path);
    return undefined;
  }

  #map(value: Json | undefined, path: Path, known?: readonly string[]): JsonMap {
    if (value === undefined || value === null) return {};
    if (!isMap(value)) {
      this.#wrong("a map is expected here", path);
      return {};
    }
    for (const key of known === undefined ? [] : Object.keys(value)) {
      if (known?.includes(key) === false)
        this.#wrong(`'${key}' is not known here; there are: ${known.join(", ")}`, [...path, key]);
    }
    return value;
  }

  #entries<T>(value: Json | undefined, path: Path, read: (item: Json, path: Path) => T): Map<string, T> {
    return new Map(Object.entries(this.#map(value, path)).map(([key, item]) => [key, read(item, [...path, key])]));
  }

  #text(value: Json | undefined, path: Path): string | undefined {
    if (value === undefined || typeof value === "string") return value;
    this.#wrong("a text is expected here", path);
    return undefined;
  }

  #texts(value: Json | undefined, path: Path): string[] {
    if (value === undefined) return [];
    const list: readonly Json[] = Array.isArray(value) ? value : [value];
    return list.flatMap((item, i) => this.#text(item, [...path, i]) ?? []);
  }

  #wrong(message: string, path: Path): void {
    const place = this.#document.locate(path, "value");
    const problem: Problem = { code: "bad-rehearsal", severity: "error", message, path: path.join(".") };
    this.problems.push(place === undefined ? problem : { ...problem, place });
  }
}

function isState(value: Json): value is TaskState {
  return typeof value === "string" && states.includes(value);
}
