interface Range {
  readonly type: string;
  readonly quality: number;
}

/** What an `Accept` header allows. */
export class Accepted {
  readonly #ranges: readonly Range[];

  /** @param header undefined or empty: everything is allowed */
  constructor(header: string | undefined) {
    const ranges = (header ?? "").split(",").flatMap(readRange);
    this.#ranges = ranges.length === 0 ? [{ type: "*/*", quality: 1 }] : ranges;
  }

  /**
   * The type that the client likes best.
   *
   * @param offers types that can be given, the usual one first
   * @returns undefined when it likes none
   */
  best(offers: readonly string[]): string | undefined {
    let found: string | undefined;
    let quality = 0;
    for (const offer of offers) {
      const own = this.#qualityOf(offer);
      if (own <= quality) continue;
      found = offer;
      quality = own;
    }
    return found;
  }

  /** Whether the header names the type itself, not by a star. */
  names(type: string): boolean {
    return this.#ranges.some((range) => range.type === type && range.quality > 0);
  }

  #qualityOf(offer: string): number {
    const kind = `${offer.split("/")[0]}/*`;
    const fitting = [offer, kind, "*/*"].map((type) => this.#ranges.find((range) => range.type === type));
    return fitting.find((range) => range !== undefined)?.quality ?? 0;
  }
}

function readRange(text: string): Range[] {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  if (type === "") return [];
  const quality = parameters.find((parameter) => parameter.startsWith("q="));
  const value = quality === undefined ? 1 : Number(quality.slice(2));
  return [{ type: type === "*" ? "*/*" : type, quality: Number.isFinite(value) ? value : 1 }];
}
