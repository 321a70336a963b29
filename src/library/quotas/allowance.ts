/** How long a count is believed, in milliseconds: other nodes start executions, too. */
const believedMs = 1000;

interface Count {
  /** Never less than there are, as far as this node knows: what ends is seen at the next look. */
  running: number;
  /** Of these, starts that are under way: the database may know them, or not yet. */
  starting: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly until: number;
  /** Told when no start is under way any more. */
  onIdle: () => void;
}

/**
 * Lets no more executions of a project start than it may have, however many are asked for at once. The database is only
 * asked when a second has passed, or it seems that there are too many.
 *
 * Nodes of a cluster do not know of each other's starts within that second.
 */
export class Allowance {
  readonly #count: (project: string) => Promise<number>;
  readonly #now: () => number;
  readonly #counts = new Map<string, Count>();
  /** Who asks for a project waits for who asked before. */
  readonly #turns = new Map<string, Promise<unknown>>();

  /**
   * @param count how many executions of a project are not over, as stored
   * @param now milliseconds since 1970-01-01T00:00:00Z
   */
  constructor(count: (project: string) => Promise<number>, now: () => number) {
    this.#count = count;
    this.#now = now;
  }

  /**
   * Takes one of the starts that a project has left.
   *
   * @returns to be called when the start is over; undefined where none is left
   */
  async take(project: string, most: number): Promise<(() => void) | undefined> {
    const before = this.#turns.get(project) ?? Promise.resolve();
    const turn = before.then(() => this.#takeOne(project, most));
    const settled = turn.catch(() => {});
    this.#turns.set(project, settled);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(project) === settled) this.#turns.delete(project);
    }
  }

  async #takeOne(project: string, most: number): Promise<(() => void) | undefined> {
    let count = this.#counts.get(project);
    if (count === undefined || count.until <= this.#now() || count.running >= most) {
      await this.#settled(project);
      count = { running: await this.#count(project), starting: 0, until: this.#now() + believedMs, onIdle: () => {} };
      this.#counts.set(project, count);
    }
    if (count.running >= most) return undefined;
    count.running += 1;
    count.starting += 1;
    return over(count);
  }

  /** Waits until no start is under way, so that the database knows all. Nobody takes another one meanwhile. */
  async #settled(project: string): Promise<void> {
    const count = this.#counts.get(project);
    if (count === undefined || count.starting === 0) return;
    await new Promise<void>((resolve) => {
      count.onIdle = resolve;
    });
  }
}

function over(count: Count): () => void {
  return () => {
    count.starting -= 1;
    if (count.starting === 0) count.onIdle();
  };
}
