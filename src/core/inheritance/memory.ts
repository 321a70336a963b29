import { isMap } from "../base/index.ts";
import type { Json, JsonMap } from "../base/index.ts";
import type { Flow, Step, Task, Trail } from "./canon/node.ts";
import { pointerOf } from "./canon/pointer.ts";
import { own } from "./canon/read-flow.ts";
import { taskNotes, topNotes, type Noted } from "./canon/render.ts";
import { isList } from "./canon/value.ts";

/**
 * Provenance as it is stored, a fifth of the size of what is told: `{top, tasks: {NAME: places}, gone}`. Places are
 * `{by: [[id, name, revision]...], at: {POINTER: steps}}`, pointers of a task without its own; a step is
 * `[place in by, op, line, was]`, and of several steps there is a list.
 */
export function packMemory(flow: Flow): JsonMap {
  const gone = [...flow.gone].map(([pointer, { trail }]): Noted => [pointer, trail]);
  return {
    top: packPlaces(topNotes(flow), 0),
    tasks: Object.fromEntries([...flow.tasks].map(([name, task]) => [name, packedTask(name, task)])),
    ...(gone.length === 0 ? {} : { gone: packPlaces(gone, 0) }),
  };
}

/** Tasks never change, and a child shares most of them with its parent, under the same name. */
const known = new WeakMap<Task, JsonMap>();

function packedTask(name: string, task: Task): JsonMap {
  const packed = known.get(task) ?? packPlaces(taskNotes(name, task), pointerOf("/tasks", name).length);
  known.set(task, packed);
  return packed;
}

function packPlaces(notes: Iterable<Noted>, skipped: number): JsonMap {
  const by: Json[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ id, wf, rev }: Step): number => {
    const key = `${id} ${wf} ${rev}`;
    const place = places.get(key) ?? by.push([id, wf, rev]) - 1;
    places.set(key, place);
    return place;
  };
  const packStep = (step: Step): readonly Json[] => {
    const { op, line, was } = step;
    const short = [placeOf(step), op];
    if (was !== undefined) return [...short, line ?? null, was];
    return line === undefined ? short : [...short, line];
  };
  const at: Record<string, Json> = {};
  for (const [pointer, trail] of notes) {
    const [first, ...more] = trail;
    if (first === undefined) continue;
    at[pointer.slice(skipped)] = more.length === 0 ? packStep(first) : trail.map(packStep);
  }
  return { by, at };
}

/** The stored provenance of a workflow, to be looked up place by place. */
export class Memory {
  readonly #packed: JsonMap;

  constructor(packed: JsonMap) {
    this.#packed = packed;
  }

  /** @param pointer into the canonical rendering */
  trailAt(pointer: string): Trail | undefined {
    const [, area, name = ""] = pointer.split("/", 3);
    if (area !== "tasks") return trailIn(mapAt(this.#packed, "top"), pointer);
    const places = mapAt(mapAt(this.#packed, "tasks"), name.replaceAll("~1", "/").replaceAll("~0", "~"));
    return trailIn(places, pointer.slice("/tasks/".length + name.length));
  }

  /** What was removed, by pointer. */
  get gone(): ReadonlyMap<string, Trail> {
    return new Map(trailsIn(mapAt(this.#packed, "gone")));
  }

  /** All places that are there, by pointer. */
  *trails(): Generator<Noted> {
    yield* trailsIn(mapAt(this.#packed, "top"));
    for (const [name, places] of Object.entries(mapAt(this.#packed, "tasks"))) {
      const pointer = pointerOf("/tasks", name);
      for (const [inner, trail] of trailsIn(isMap(places) ? places : {})) yield [pointer + inner, trail];
    }
  }
}

function trailsIn(places: JsonMap): Noted[] {
  return Object.keys(mapAt(places, "at")).map((pointer) => [pointer, trailIn(places, pointer) ?? []]);
}

function trailIn(places: JsonMap, pointer: string): Trail | undefined {
  const steps = own(mapAt(places, "at"), pointer);
  if (steps === undefined || !isList(steps)) return undefined;
  const written = own(places, "by");
  const by = written !== undefined && isList(written) ? written : [];
  return (typeof steps[0] === "number" ? [steps] : steps).map((step) => stepOf(by, isList(step) ? step : []));
}

function stepOf(by: readonly Json[], [place = 0, op = "", line = null, was]: readonly Json[]): Step {
  const writer = by[Number(place)];
  const [id = "", wf = "", rev = 0] = writer !== undefined && isList(writer) ? writer : [];
  const step = {
    id: textOf(id),
    wf: textOf(wf),
    rev: Number(rev),
    line: typeof line === "number" ? line : undefined,
    op: textOf(op),
  };
  return was === undefined ? step : { ...step, was };
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : "";
}

function mapAt(map: JsonMap, key: string): JsonMap {
  const value = own(map, key);
  return value !== undefined && isMap(value) ? value : {};
}
