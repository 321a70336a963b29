import type { Json } from "../../base/index.ts";
import { taskAttributes } from "../canon/attributes.ts";
import type { Entries, Flow, Leaf, List, Node, Parts } from "../canon/node.ts";
import { isSameLeaf, isSameList } from "../canon/same.ts";
import { renderAttribute, renderItems } from "../canon/render.ts";
import { breachesOf } from "../check/contract.ts";
import type { Flattened } from "../flattened.ts";
import { wirePath } from "../report/problem.ts";

type WirePath = ReturnType<typeof wirePath>;

/** How one workflow differs from another one (design, section 13). */
export interface WorkflowDiff {
  readonly added: readonly WirePath[];
  readonly removed: readonly WirePath[];
  readonly changed: readonly { readonly path: WirePath; readonly from: Json; readonly to: Json }[];
  /** Transitions, and requirements in a reverse workflow; `source` may be `task-defaults`. */
  readonly rewired: readonly {
    readonly source: string;
    readonly clause: string;
    readonly from: Json;
    readonly to: Json;
  }[];
  readonly interface: {
    /** Whether a caller of the old one may fail with the new one. */
    readonly breaking: boolean;
    readonly breaches: readonly { readonly code: string; readonly path: WirePath; readonly message: string }[];
  };
}

/**
 * Compares two workflows in their canonical form.
 *
 * @param from the old one, or the parent
 * @param to the new one, or the child
 */
export function diffWorkflows(from: Flattened, to: Flattened): WorkflowDiff {
  const diff = new Diff();
  diff.compareFlows(from.flow, to.flow);
  const breaches = breachesOf(from.flow, to.flow).map(({ code, path, message }) => ({
    code,
    path: wirePath(path),
    message,
  }));
  const breaking = breaches.length > 0 || from.flow.type !== to.flow.type;
  const { added, removed, changed, rewired } = diff;
  return { added, removed, changed, rewired, interface: { breaking, breaches } };
}

class Diff {
  readonly added: WirePath[] = [];
  readonly removed: WirePath[] = [];
  readonly changed: { path: WirePath; from: Json; to: Json }[] = [];
  readonly rewired: { source: string; clause: string; from: Json; to: Json }[] = [];

  compareFlows(from: Flow, to: Flow): void {
    this.compareParts(from.parts, to.parts, []);
    this.compareParts(from.defaults, to.defaults, ["task-defaults"]);
    for (const name of new Set([...from.tasks.keys(), ...to.tasks.keys()])) {
      const [old, now] = [from.tasks.get(name), to.tasks.get(name)];
      const path = ["tasks", name];
      if (old === undefined) this.added.push(wirePath(path));
      else if (now === undefined) this.removed.push(wirePath(path));
      else if (old !== now) this.compareParts(old.parts, now.parts, path);
    }
  }

  private compareParts(from: Parts, to: Parts, place: readonly string[]): void {
    if (from === to) return;
    const known = place.length === 0 ? [] : taskAttributes.keys();
    for (const attribute of new Set([...known, ...from.keys(), ...to.keys()])) {
      const [old, now] = [from.get(attribute), to.get(attribute)];
      if (old !== now) this.compareNodes(old, now, [...place, attribute]);
    }
  }

  private compareNodes(from: Node | undefined, to: Node | undefined, path: readonly string[]): void {
    const kinds = new Set([from?.kind, to?.kind]);
    if (kinds.has("clause")) {
      const [old, now] = [from, to].map((node) => (node?.kind === "clause" ? node : undefined));
      for (const scope of new Set([...(old?.publish.keys() ?? []), ...(now?.publish.keys() ?? [])])) {
        this.compareNodes(old?.publish.get(scope), now?.publish.get(scope), [...path, "publish", scope]);
      }
      this.compareNext(old?.next, now?.next, path);
    } else if (kinds.has("leaf")) this.compareWholes(from, to, path);
    else if (kinds.has("entries")) {
      const [old, now] = [from, to].map((node) => (node?.kind === "entries" ? node : undefined));
      this.compareEntries(old, now, path);
    } else if (path.at(-1) === "requires") {
      this.compareNext(from?.kind === "list" ? from : undefined, to?.kind === "list" ? to : undefined, path);
    } else this.compareWholes(from, to, path);
  }

  private compareEntries(from: Entries | undefined, to: Entries | undefined, path: readonly string[]): void {
    for (const key of new Set([...(from?.entries.keys() ?? []), ...(to?.entries.keys() ?? [])])) {
      const [old, now] = [from?.entries.get(key), to?.entries.get(key)];
      const isParameter = path.length === 1 && path[0] === "input";
      if (!isParameter || old === undefined || now === undefined) this.compareWholes(old, now, [...path, key]);
      else if (!isSameLeaf(old, now)) {
        this.changed.push({ path: wirePath([...path, key]), from: parameter(key, old), to: parameter(key, now) });
      }
    }
  }

  private compareWholes(from: Node | undefined, to: Node | undefined, path: readonly string[]): void {
    if (from === undefined) {
      if (to !== undefined) this.added.push(wirePath(path));
    } else if (to === undefined) this.removed.push(wirePath(path));
    else if (!areSame(from, to)) {
      const attribute = path.at(-1) ?? "";
      const [old, now] = [renderAttribute(attribute, from), renderAttribute(attribute, to)];
      this.changed.push({ path: wirePath(path), from: old ?? null, to: now ?? null });
    }
  }

  private compareNext(from: List | undefined, to: List | undefined, path: readonly string[]): void {
    if (isSameList(from?.items ?? [], to?.items ?? [])) return;
    const [area = "", source = area] = path;
    this.rewired.push({
      source: area === "tasks" ? source : area,
      clause: path.at(-1) ?? "",
      from: renderItems(from),
      to: renderItems(to),
    });
  }
}

function areSame(a: Node, b: Node): boolean {
  if (a.kind === "leaf" && b.kind === "leaf") return isSameLeaf(a, b);
  return a.kind === "list" && b.kind === "list" && isSameList(a.items, b.items);
}

/** A parameter as it stands under `input`. */
function parameter(name: string, { isRequired, value }: Leaf): Json {
  return isRequired === true ? name : Object.fromEntries([[name, value]]);
}
