/** How many turns a project has in each round. */
export type Weights = (project: string) => number;

interface Line<Item> {
  readonly items: Item[];
  /** How many of them have been taken; they are cut off now and then, not one by one. */
  taken: number;
  /** Turns that it still has in this round. */
  left: number;
}

/**
 * What waits for its turn, by projects: weighted round robin, so that however much one project has waiting, another's single
 * item comes up within one round. Within a project the order is that of coming.
 */
export class Turns<Item> {
  readonly #weights: Weights;
  /** In the order of the round: whose turn it is stands first. */
  readonly #lines = new Map<string, Line<Item>>();
  #size = 0;

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  get size(): number {
    return this.#size;
  }

  /** How many items of a project wait. */
  of(project: string): number {
    const line = this.#lines.get(project);
    return line === undefined ? 0 : line.items.length - line.taken;
  }

  add(project: string, item: Item): void {
    const line = this.#lines.get(project);
    if (line === undefined) this.#lines.set(project, { items: [item], taken: 0, left: this.#weights(project) });
    else line.items.push(item);
    this.#size += 1;
  }

  take(): Item | undefined {
    const [first] = this.#lines;
    if (first === undefined) return undefined;
    const [project, line] = first;
    const item = line.items[line.taken];
    line.taken += 1;
    line.left -= 1;
    this.#size -= 1;
    if (line.taken === line.items.length || line.left <= 0) this.#lines.delete(project);
    if (line.taken === line.items.length) return item;
    if (line.left <= 0) this.#lines.set(project, { ...line, left: this.#weights(project) });
    if (line.taken >= 1024 && 2 * line.taken > line.items.length) {
      line.items.splice(0, line.taken);
      (this.#lines.get(project) ?? line).taken = 0;
    }
    return item;
  }
}

/** Divides free places among projects, and remembers from one time to the next whose turn it is. */
export class Shares {
  readonly #weights: Weights;
  #last = "";
  /** Turns that the last project still has in its round. */
  #left = 0;

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  /** The project after which the list of those that wait is to begin. */
  get last(): string {
    return this.#last;
  }

  /**
   * Gives each place to the project whose turn it is.
   *
   * @param projects that have something waiting, those after {@link last} first
   * @param places how many there are to give
   * @returns how many places each project got; those without any are left out
   */
  divide(projects: readonly string[], places: number): { readonly project: string; readonly limit: number }[] {
    const given = new Map<string, number>();
    const round = this.#left > 0 && projects.includes(this.#last) ? [this.#last, ...projects] : projects;
    let turns = round === projects ? 0 : this.#left;
    for (let n = 0, left = places; left > 0 && round.length > 0; n += 1) {
      // The round begins again without the rest of the last one's turn.
      const project = (n < round.length ? round[n] : projects[(n - round.length) % projects.length]) ?? "";
      const most = turns > 0 ? turns : this.#weights(project);
      turns = 0;
      const limit = Math.min(left, most);
      given.set(project, (given.get(project) ?? 0) + limit);
      left -= limit;
      this.#last = project;
      this.#left = most - limit;
    }
    return Array.from(given, ([project, limit]) => ({ project, limit }));
  }
}
