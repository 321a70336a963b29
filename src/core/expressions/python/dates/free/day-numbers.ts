import { parseInteger } from "../../numbers/parse.ts";
import { isDigit } from "../../text/kinds.ts";
import { valueError } from "../../values/error.ts";
import { daysInMonth } from "../calendar.ts";

/** What is known of a day: numbers that were not given stay undefined. */
export interface PartialDay {
  readonly year: number | undefined;
  readonly month: number | undefined;
  readonly day: number | undefined;
}

type Part = "year" | "month" | "day";

/** The numbers of a text that may be year, month or day, in the order in which they came. */
export class DayNumbers {
  /** Whether the year was written with its century. */
  hasCentury = false;
  private readonly values: number[] = [];
  /** Where the parts are that are certain. */
  private readonly places = new Map<Part, number>();

  get size(): number {
    return this.values.length;
  }

  /**
   * Adds a number.
   *
   * @param part which part it is, where that is certain
   * @throws PyError ValueError when the part is there already, or the text is no number
   */
  add(value: number | string, part?: Part): void {
    const isLong = typeof value === "string" ? isDigit(value) && Array.from(value).length > 2 : value > 100;
    if (isLong) {
      this.hasCentury = true;
      if (part !== undefined && part !== "year") throw valueError(part);
    }
    this.values.push(typeof value === "string" ? Number(parseInteger(value)) : Math.trunc(value));
    const certain = isLong ? "year" : part;
    if (certain === undefined) return;
    if (this.places.has(certain)) throw valueError(`${certain} is already set`);
    this.places.set(certain, this.values.length - 1);
  }

  /** Whether one more number may be the day. */
  couldBeDay(value: number): boolean {
    const month = this.at("month");
    if (month === undefined) return value >= 1 && value <= 31;
    return value >= 1 && value <= daysInMonth(this.at("year") ?? 2000, month);
  }

  /**
   * Decides which number is which: month before day, but where a number can be only a year or day, it is that.
   *
   * @throws PyError ValueError for more than three numbers
   */
  resolve(): PartialDay {
    const known = this.places.size;
    if ((this.size === known && known > 0) || (this.size === 3 && known === 2)) return this.resolveFromPlaces();
    const [a = 0, b = 0] = this.values;
    switch (this.size) {
      case 0:
        return ordered([], []);
      case 1:
        return ordered([a > 31 ? "year" : "day"], this.values);
      case 2:
        return this.resolveTwo(a, b);
      case 3:
        return ordered(this.orderOfThree(a, b), this.values);
      default:
        throw valueError("More than three YMD values");
    }
  }

  private resolveTwo(a: number, b: number): PartialDay {
    const month = this.places.get("month");
    if (month !== undefined) {
      const other = month === 0 ? b : a;
      const part: Part = other > 31 ? "year" : "day";
      return ordered(month === 0 ? ["month", part] : [part, "month"], this.values);
    }
    if (a > 31) return ordered(["year", "month"], this.values);
    return ordered(b > 31 ? ["month", "year"] : ["month", "day"], this.values);
  }

  private orderOfThree(a: number, b: number): readonly Part[] {
    switch (this.places.get("month")) {
      case 0:
        return b > 31 ? ["month", "year", "day"] : ["month", "day", "year"];
      case 1:
        return a > 31 ? ["year", "month", "day"] : ["day", "month", "year"];
      case 2:
        return b > 31 ? ["day", "year", "month"] : ["year", "day", "month"];
      default:
        if (a > 31 || this.places.get("year") === 0) return ["year", "month", "day"];
        return a > 12 ? ["day", "month", "year"] : ["month", "day", "year"];
    }
  }

  private resolveFromPlaces(): PartialDay {
    const order: Part[] = [];
    for (const [part, place] of this.places) order[place] = part;
    for (const part of ["year", "month", "day"] as const) {
      if (this.places.has(part)) continue;
      const gap = [0, 1, 2].find((place) => place < this.size && order[place] === undefined);
      if (gap !== undefined) order[gap] = part;
    }
    return ordered(order, this.values);
  }

  private at(part: Part): number | undefined {
    const place = this.places.get(part);
    return place === undefined ? undefined : this.values[place];
  }
}

function ordered(order: readonly Part[], values: readonly number[]): PartialDay {
  const valueOf = (part: Part): number | undefined => values[order.indexOf(part)];
  return { year: valueOf("year"), month: valueOf("month"), day: valueOf("day") };
}
