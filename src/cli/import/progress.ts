import { canRedraw, type CliHost } from "../host.ts";
import { progressBar } from "../output/bar.ts";

const barLength = 24;

/** Says how far something has come: a bar on a terminal, a line for each tenth elsewhere. */
export class Progress {
  readonly #host: CliHost;
  readonly #total: number;
  readonly #redraws: boolean;
  #done = 0;

  /** @param total how much there is to do */
  constructor(host: CliHost, total: number) {
    this.#host = host;
    this.#total = total;
    this.#redraws = canRedraw(host);
  }

  /** One more is done. */
  step(what: string): void {
    this.#done += 1;
    if (this.#redraws) this.#host.err(`\r\u001b[K${progressBar(this.#done, this.#total, barLength)} ${what}`);
    else if (this.#isTenth()) this.#host.err(`${this.#done} of ${this.#total}\n`);
  }

  /** Clears the bar. */
  end(): void {
    if (this.#redraws) this.#host.err("\r\u001b[K");
  }

  #isTenth(): boolean {
    const tenth = Math.max(1, Math.ceil(this.#total / 10));
    return this.#done === this.#total || (this.#total >= 20 && this.#done % tenth === 0);
  }
}
