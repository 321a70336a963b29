import { effectiveNext } from "../../../canon/next.ts";
import type { Flow, Item, Parts } from "../../../canon/node.ts";
import { commandNames } from "../../../canon/attributes.ts";
import { graphOf } from "../../../check/graph.ts";
import { atomOf, publishesForGuard } from "../../atoms.ts";
import { command } from "./net.ts";
import type { Entry, Net, Node, Question } from "./net.ts";

/**
 * Makes two direct workflows ready for comparison.
 *
 * @param parent the one
 * @param child the other, which has all tasks of the first
 */
export function compileQuestion(parent: Flow, child: Flow): Question {
  const old = [...parent.tasks.keys()];
  const tasks = [...old, ...[...child.tasks.keys()].filter((name) => !parent.tasks.has(name))];
  const numbers = new Map(tasks.map((name, index) => [name, index] as const));
  const atoms = new Map<string, number>();
  const compiler = new Compiler(numbers, atoms);
  const isNew = (name: string): boolean => !parent.tasks.has(name);
  const question = {
    parent: compiler.compile(parent, old, () => false),
    child: compiler.compile(child, tasks, isNew),
  };
  const roles = tasks.map((name) => (parent.tasks.has(name) ? "seen" : "hidden"));
  return { tasks, roles, atoms: [...atoms.keys()], ...question };
}

class Compiler {
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly atoms: Map<string, number>;

  constructor(numbers: ReadonlyMap<string, number>, atoms: Map<string, number>) {
    this.numbers = numbers;
    this.atoms = atoms;
  }

  compile(flow: Flow, names: readonly string[], isNew: (name: string) => boolean): Net {
    const { sources, targets } = graphOf(flow);
    const number = (name: string): readonly number[] => {
      const found = this.numbers.get(name);
      return found === undefined ? [] : [found];
    };
    const nodes = names.map((name): Node => {
      const parts = flow.tasks.get(name)?.parts ?? new Map();
      const inbound = [...(sources.get(name) ?? [])].flatMap(number);
      const before = isNew(name) ? newBefore(name, sources, isNew) : [];
      const entries = (clause: string): Entry[] =>
        effectiveNext(name, parts, flow.defaults, clause).map((item) => this.entry(flow, item, clause, before));
      const completed = entries("on-complete");
      const { needed, isForAll } = joinOf(parts, inbound.length);
      return {
        needed,
        isForAll,
        inbound,
        leadsTo: [...(targets.get(name) ?? [])].flatMap(number),
        onSuccess: [...entries("on-success"), ...completed],
        onError: [...entries("on-error"), ...completed],
      };
    });
    const starts = names.filter((name) => sources.get(name)?.size === 0).flatMap(number);
    return { nodes, starts };
  }

  /** @param before new tasks through which the guard comes to stand behind what they publish */
  private entry(flow: Flow, item: Item, clause: string, before: readonly string[]): Entry {
    const to = this.numbers.get(item.key) ?? commandOf(item.key);
    const handles = clause === "on-error";
    if (item.guard === undefined) return { to, atom: -1, isNegated: false, handles };
    const { text, isNegated } = atomOf(item.guard);
    const writer = before.find((name) => publishesForGuard(flow.tasks.get(name)?.parts ?? new Map(), [item]));
    return { to, atom: this.atom(writer === undefined ? text : `${text} after '${writer}'`), isNegated, handles };
  }

  private atom(text: string): number {
    const known = this.atoms.get(text);
    if (known !== undefined) return known;
    this.atoms.set(text, this.atoms.size);
    return this.atoms.size - 1;
  }
}

/** A new task, and the new ones through which it is reached. */
function newBefore(
  name: string,
  sources: ReadonlyMap<string, ReadonlySet<string>>,
  isNew: (name: string) => boolean,
): string[] {
  const found = new Set([name]);
  for (const one of found) {
    for (const source of sources.get(one) ?? []) if (isNew(source)) found.add(source);
  }
  return [...found];
}

function commandOf(key: string): number {
  if (key === "fail") return command.fail;
  if (key === "succeed") return command.succeed;
  if (commandNames.has(key)) return command.nothing;
  throw new Error(`A transition leads to '${key}', which is neither a task nor a command`);
}

function joinOf(parts: Parts, inbound: number): { needed: number; isForAll: boolean } {
  const node = parts.get("join");
  const value = node?.kind === "leaf" ? node.value : 0;
  if (value === "all") return { needed: inbound, isForAll: true };
  return { needed: value === "one" ? 1 : Number(value), isForAll: false };
}
