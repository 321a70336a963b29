const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;
const time = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{6})?/g;

/** Members that this service adds to Mistral's. */
const added = new Set([
  "revision",
  "extends",
  "abstract",
  "abstract_tasks",
  "final",
  "final_tasks",
  "conforms",
  "conformance",
  "inheritance_state",
  "inheritance_error",
  "workflow_revision",
]);

/** Which id of this service stands for which recorded one. */
export class Ids {
  readonly #known = new Map<string, string>();

  /** A recorded text with the ids of this service. */
  translate(text: string): string {
    return text.replaceAll(uuid, (id) => this.#known.get(id) ?? id);
  }

  /** Whether the ids may stand for each other; those that were never seen do from now on. */
  match(recorded: string, actual: string): boolean {
    const known = this.#known.get(recorded);
    if (known === undefined) this.#known.set(recorded, actual);
    return known === undefined || known === actual;
  }
}

/**
 * Where an answer differs from the recorded one; undefined when it does not.
 *
 * @param isOrdered whether the order of members counts; within JSON texts it does not
 */
export function difference(
  recorded: unknown,
  actual: unknown,
  ids: Ids,
  path = "body",
  isOrdered = true,
): string | undefined {
  if (typeof recorded === "string" && typeof actual === "string") return textDifference(recorded, actual, ids, path);
  if (Array.isArray(recorded) && Array.isArray(actual)) {
    if (recorded.length !== actual.length)
      return `${path}: ${recorded.length} elements expected, ${actual.length} found`;
    return firstOf(recorded.map((item, i) => () => difference(item, actual[i], ids, `${path}.${i}`, isOrdered)));
  }
  if (isObject(recorded) && isObject(actual)) {
    const keys = Object.keys(actual).filter((key) => Object.hasOwn(recorded, key) || !added.has(key));
    const [wanted, found] = [Object.keys(recorded), keys].map((all) => (isOrdered ? all : all.toSorted()).join());
    if (wanted !== found) {
      return `${path}: keys ${Object.keys(recorded).join()} expected, ${keys.join()} found`;
    }
    return firstOf(keys.map((key) => () => difference(recorded[key], actual[key], ids, `${path}.${key}`, isOrdered)));
  }
  return recorded === actual ? undefined : `${path}: ${show(recorded)} expected, ${show(actual)} found`;
}

/** The shape of a list: the members of its elements and the link, but neither which they are nor how many. */
export function listShape(body: unknown): unknown {
  if (typeof body === "string") return body.replaceAll(uuid, "<id>");
  if (!isObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      if (!Array.isArray(value)) return [key, typeof value === "string" ? value.replaceAll(uuid, "<id>") : value];
      const [first] = value.map((item: unknown) =>
        isObject(item) ? Object.keys(item).filter((k) => !added.has(k)) : item,
      );
      return [key, first];
    }),
  );
}

function textDifference(recorded: string, actual: string, ids: Ids, path: string): string | undefined {
  const [left, right] = [jsonOf(recorded), jsonOf(actual)];
  if (left !== undefined && right !== undefined) {
    return firstOf(
      [...new Set([...Object.keys(left), ...Object.keys(right)])].map(
        (key) => () => difference(left[key], right[key], ids, `${path}:${key}`, false),
      ),
    );
  }
  // A trace and a dump of the schema are Mistral's own.
  // The order of a Python set is chance.
  const ordered = recorded.replace("{'public', 'private'}", "{'private', 'public'}");
  const cut = ordered.split(/\n\nFailed validating|\nTraceback/)[0] ?? "";
  const wanted = cut.replaceAll(time, "<time>");
  const found = actual.replaceAll(time, "<time>").slice(0, cut === ordered ? undefined : wanted.length);
  const sameText = wanted.replaceAll(uuid, "<id>") === found.replaceAll(uuid, "<id>");
  const recordedIds = wanted.match(uuid) ?? [];
  const actualIds = found.match(uuid) ?? [];
  if (sameText && recordedIds.every((id, i) => ids.match(id, actualIds[i] ?? ""))) return undefined;
  return `${path}: ${show(wanted)} expected, ${show(found)} found`;
}

function jsonOf(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function firstOf(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 500) ?? "nothing";
}
