import { Cron } from "croner";

/** A field of a pattern: which numbers it may have, and the words for them. */
interface Field {
  readonly least: number;
  readonly most: number;
  readonly words: readonly string[];
  /** What the first word stands for. */
  readonly firstWord: number;
}

const minute: Field = { least: 0, most: 59, words: [], firstWord: 0 };
const hour: Field = { least: 0, most: 23, words: [], firstWord: 0 };
const day: Field = { least: 1, most: 31, words: [], firstWord: 1 };
const month: Field = {
  least: 1,
  most: 12,
  words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  firstWord: 1,
};
/** 0 and 7 are Sunday. */
const weekday: Field = {
  least: 0,
  most: 7,
  words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
  firstWord: 0,
};
const second = minute;

/** In the order of Mistral's patterns: the seconds, if any, come last. */
const fields: readonly Field[] = [minute, hour, day, month, weekday, second];

const aliases: ReadonlyMap<string, string> = new Map([
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
  ["@daily", "0 0 * * *"],
  ["@weekly", "0 0 * * 0"],
  ["@monthly", "0 0 1 * *"],
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
]);

/** When a trigger fires. */
export class CronPattern {
  readonly #cron: Cron;

  /** @param cron the pattern, in the words of the package that searches */
  private constructor(cron: string, timezone: string) {
    this.#cron = new Cron(cron, { timezone, paused: true, mode: "6-part" });
  }

  /**
   * Reads a pattern as Mistral 15 does (with croniter 1.3): five fields, or six with the seconds last; lists, ranges, steps,
   * names of months and days; `l` for the last day of a month, `fri#2` for the second Friday, `l5` for the last one; or one
   * of `@hourly`, `@daily`, `@midnight`, `@weekly`, `@monthly`, `@yearly`, `@annually`. Where both days are said, either will do.
   *
   * A time that the clocks of its zone leave out is met at the next moment that there is; one that they have twice, at the first.
   *
   * @param timeZone as the IANA names it
   * @returns undefined when it is no pattern
   */
  static read(text: string, timeZone = "UTC"): CronPattern | undefined {
    const lower = text.toLowerCase();
    const parts = (aliases.get(lower) ?? lower).split(/\s+/).filter((part) => part !== "");
    if (parts.length !== 5 && parts.length !== 6) return undefined;
    const read: Values[] = [];
    for (const [place, part] of parts.entries()) {
      const field = fields[place];
      const values = field === undefined ? undefined : readField(part, field);
      if (values === undefined) return undefined;
      read.push(values);
    }
    const [minutes, hours, days, months, weekdays, seconds] = read.map(listed);
    const [, , , , { special, isEvery } = noWeekdays] = read;
    if (special.length === 0) {
      return new CronPattern(`${seconds ?? 0} ${minutes} ${hours} ${days} ${months} ${weekdays}`, timeZone);
    }
    // A certain weekday of the month says it alone; beside a star it must be the day of the month, too.
    const both = isEvery ? `${days} ${months} +${special.join()}` : `* ${months} ${special.join()}`;
    return new CronPattern(`${seconds ?? 0} ${minutes} ${hours} ${both}`, timeZone);
  }

  /**
   * The first time after a moment.
   *
   * @param after milliseconds since 1970-01-01T00:00:00Z
   * @returns the same; undefined when there is no such time any more
   */
  nextAfter(after: number): number | undefined {
    return this.#cron.nextRun(new Date(after))?.getTime();
  }
}

/** What a field says. */
interface Values {
  readonly numbers: ReadonlySet<number>;
  /** The last day of the month, or certain weekdays of the month. */
  readonly special: readonly string[];
  readonly isEvery: boolean;
}

const noWeekdays: Values = { numbers: new Set(), special: [], isEvery: true };

/** @returns undefined when the text is no field */
function readField(text: string, field: Field): Values | undefined {
  const numbers = new Set<number>();
  const special: string[] = [];
  const ofNth = new Set<number>();
  let isEvery = false;
  for (const part of text.split(",")) {
    if (part === "*") isEvery = true;
    else if (part === "l" && field === day) special.push("L");
    else if (field === weekday && isNth(part)) {
      const nth = readNth(part);
      if (nth === undefined) return undefined;
      special.push(`${nth.weekday}#${nth.which}`);
      ofNth.add(nth.weekday);
    } else {
      const range = readRange(part, field);
      if (range === undefined) return undefined;
      for (const value of range) numbers.add(field === weekday ? value % 7 : value);
    }
  }
  // Every Friday and the second Friday go together, other weekdays do not.
  if (ofNth.size > 0 && !numbers.isSubsetOf(ofNth)) return undefined;
  const all = field === weekday ? 7 : field.most - field.least + 1;
  return { numbers, special, isEvery: isEvery || numbers.size === all };
}

/** Every number one by one, or a star: whether a field has a star decides if either day will do. */
function listed({ numbers, special, isEvery }: Values): string {
  return isEvery ? "*" : [...[...numbers].toSorted((a, b) => a - b), ...special].join();
}

const stepped = /^(?<from>[^-/]+)(?:-(?<to>[^-/]+))?(?:\/(?<step>\d+))?$/;

function readRange(text: string, field: Field): number[] | undefined {
  const { from = "", to, step } = stepped.exec(text)?.groups ?? {};
  const isEvery = from === "*" && to === undefined && step !== undefined;
  const first = isEvery ? field.least : numberOf(from, field);
  const end = isEvery || (to === undefined && step !== undefined) ? field.most : endOf(to, field, first);
  const by = Number(step ?? 1);
  if (first === undefined || end === undefined || by === 0 || first > end) return undefined;
  if (first < field.least || end > field.most) return undefined;
  return Array.from({ length: Math.floor((end - first) / by) + 1 }, (_, n) => first + n * by);
}

/** A range may end on Sunday, and on the last day of the month. */
function endOf(text: string | undefined, field: Field, first: number | undefined): number | undefined {
  if (text === undefined) return first;
  if (text === "l" && field === day) return field.most;
  const end = numberOf(text, field);
  return field === weekday && end === 0 && first !== undefined && first > 0 ? 7 : end;
}

function numberOf(text: string, { words, firstWord }: Field): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const place = words.indexOf(text);
  return place === -1 ? undefined : place + firstWord;
}

function isNth(text: string): boolean {
  return /^\w+#\d+$|^l\d+$/.test(text);
}

/** One certain weekday of each month: `fri#2`, `l5`. */
function readNth(text: string): { readonly weekday: number; readonly which: string } | undefined {
  const [name = "", which = "L"] = text.startsWith("l") ? [text.slice(1)] : text.split("#");
  const value = numberOf(name, weekday);
  if (value === undefined || value > weekday.most || !/^[1-5L]$/.test(which)) return undefined;
  return { weekday: value % 7, which };
}
