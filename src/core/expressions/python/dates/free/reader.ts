import { isDecimal, isDigit } from "../../text/kinds.ts";
import { valueError } from "../../values/error.ts";
import { afterNoon, newClockNumbers, setHours, setMinutes, setSeconds, whole } from "./clock-numbers.ts";
import type { ClockNumbers } from "./clock-numbers.ts";
import { DayNumbers } from "./day-numbers.ts";
import { weekdayIndex } from "../names.ts";
import { tokensOf } from "./tokens.ts";
import { isAfternoon, isFiller, looksLikeZone, monthOfName, namesUtc, unitOfName } from "./words.ts";

/** What a text says about day and clock. */
export interface FreeReading {
  readonly days: DayNumbers;
  readonly clock: ClockNumbers;
}

/**
 * Reads a date in any usual form, token by token.
 *
 * @param centuryYear gives two digits of a year their century
 * @throws PyError ValueError or IndexError where the text makes no sense
 */
export function readFreely(text: string, centuryYear: (year: number) => number): FreeReading {
  const reader = new FreeReader(text, centuryYear);
  reader.read();
  return reader;
}

class FreeReader implements FreeReading {
  readonly days = new DayNumbers();
  readonly clock = newClockNumbers();
  private readonly tokens: string[];
  private readonly centuryYear: (year: number) => number;
  /** The token that is read now. */
  private at = 0;

  constructor(text: string, centuryYear: (year: number) => number) {
    this.tokens = tokensOf(text);
    this.centuryYear = centuryYear;
  }

  read(): void {
    for (; this.at < this.tokens.length; this.at++) this.readToken(this.token(0));
  }

  /** The token so many places further. @throws PyError ValueError beyond the end */
  private token(ahead: number): string {
    const token = this.peek(ahead);
    if (token === undefined) throw valueError("the text ends too early");
    return token;
  }

  private peek(ahead: number): string | undefined {
    return this.tokens[this.at + ahead];
  }

  private readToken(token: string): void {
    const { clock } = this;
    if (/^\p{Nd}+(?:\.\p{Nd}*)?$/u.test(token)) {
      this.readNumber(token);
      return;
    }
    const weekday = weekdayIndex(token);
    const month = monthOfName(token);
    const afternoon = isAfternoon(token);
    if (weekday !== undefined) clock.weekday = weekday;
    else if (month !== undefined) this.readMonthName(month);
    else if (afternoon !== undefined) this.readHalf(afternoon);
    else if (this.couldBeZone(token)) this.readZoneName(token);
    else if (clock.hour !== undefined && (token === "+" || token === "-")) this.readZoneOffset(token === "+" ? 1 : -1);
    else if (!isFiller(token)) throw valueError(token);
  }

  private readNumber(token: string): void {
    const { days, clock } = this;
    const length = Array.from(token).length;
    const next = this.peek(1);
    const isLastWord = next === undefined || (next !== ":" && unitOfName(next) === undefined);
    if (days.size === 3 && (length === 2 || length === 4) && clock.hour === undefined && isLastWord) {
      clock.hour = whole(token.slice(0, 2));
      if (length === 4) clock.minute = whole(token.slice(2));
    } else if (length === 6 || (length > 6 && token.indexOf(".") === 6)) this.readSixDigits(token);
    else if (length === 8 || length === 12 || length === 14) this.readLongNumber(token);
    else if (!this.readWithUnit(token)) this.readByNeighbour(token, next);
  }

  private readSixDigits(token: string): void {
    const { days, clock } = this;
    if (days.size === 0 && !token.includes(".")) {
      for (const part of [token.slice(0, 2), token.slice(2, 4), token.slice(4)]) days.add(part);
      return;
    }
    clock.hour = whole(token.slice(0, 2));
    clock.minute = whole(token.slice(2, 4));
    setSeconds(clock, token.slice(4));
  }

  private readLongNumber(token: string): void {
    const { days, clock } = this;
    days.add(token.slice(0, 4), "year");
    days.add(token.slice(4, 6));
    days.add(token.slice(6, 8));
    if (token.length > 8) {
      clock.hour = whole(token.slice(8, 10));
      clock.minute = whole(token.slice(10, 12));
    }
    if (token.length > 12) clock.second = whole(token.slice(12));
  }

  /** Reads `10h`, `10 h`, `36 min` ..., or the number behind such a unit: `10h36` goes on with minutes. */
  private readWithUnit(token: string): boolean {
    const after = unitOfName(this.peek(1));
    const later = this.peek(1) === " " ? unitOfName(this.peek(2)) : undefined;
    const before = this.at > 0 ? unitOfName(this.peek(-1)) : undefined;
    const isLast = this.at === this.tokens.length - 1;
    const earlier = isLast && this.at > 1 && this.peek(-1) === " " ? unitOfName(this.peek(-2)) : undefined;
    const behind = before ?? earlier;
    const unit = after ?? later ?? (behind === undefined ? undefined : behind + 1);
    if (unit === undefined) return false;
    if (after !== undefined) this.at += 1;
    else if (later !== undefined) this.at += 2;
    if (unit === 0) setHours(this.clock, token);
    else if (unit === 1) setMinutes(this.clock, token);
    else if (unit === 2) setSeconds(this.clock, token);
    return true;
  }

  private readByNeighbour(token: string, next: string | undefined): void {
    const { days, clock } = this;
    const value = Number(token);
    const afternoon = isAfternoon(next);
    if (next === ":" && this.peek(2) !== undefined) this.readClock(token);
    else if (next === "-" || next === "/" || next === ".") this.readSeparated(token, next);
    else if (next === undefined || isFiller(next)) {
      const half = isAfternoon(this.peek(2));
      if (half === undefined) days.add(value);
      else {
        clock.hour = afterNoon(Math.trunc(value), half);
        this.at += 1;
      }
      this.at += 1;
    } else if (afternoon !== undefined && value < 24) {
      clock.hour = afterNoon(Math.trunc(value), afternoon);
      this.at += 1;
    } else if (days.couldBeDay(value)) days.add(value);
    else throw valueError(token);
  }

  private readClock(token: string): void {
    const { clock } = this;
    clock.hour = Math.trunc(Number(token));
    const minutes = this.token(2);
    if (!/^\p{Nd}+(?:\.\p{Nd}*)?$/u.test(minutes)) throw valueError(minutes);
    setMinutes(clock, minutes);
    if (this.peek(3) === ":" && this.peek(4) !== undefined) {
      setSeconds(clock, this.token(4));
      this.at += 2;
    }
    this.at += 2;
  }

  private readSeparated(token: string, separator: string): void {
    const { days } = this;
    days.add(token);
    const second = this.peek(2);
    if (second !== undefined && !isFiller(second)) {
      const month = monthOfName(second);
      if (isDigit(second)) days.add(second);
      else if (month === undefined) throw valueError(second);
      else days.add(month, "month");
      if (this.peek(3) === separator) {
        const third = this.token(4);
        const named = monthOfName(third);
        if (named === undefined) days.add(third);
        else days.add(named, "month");
        this.at += 2;
      }
      this.at += 1;
    }
    this.at += 1;
  }

  private readMonthName(month: number): void {
    const { days } = this;
    days.add(month, "month");
    const separator = this.peek(1);
    if (separator === "-" || separator === "/") {
      days.add(this.token(2));
      if (this.peek(3) === separator) {
        days.add(this.token(4));
        this.at += 2;
      }
      this.at += 2;
    } else if (separator === " " && this.peek(3) === " " && this.peek(2)?.toLowerCase() === "of") {
      const year = this.peek(4);
      if (year === undefined) return;
      if (isDecimal(year)) days.add(String(this.centuryYear(whole(year))), "year");
      this.at += 4;
    }
  }

  private readHalf(afternoon: boolean): void {
    const { clock } = this;
    if (clock.hour === undefined) throw valueError("No hour specified with AM or PM flag.");
    if (clock.hour > 12) throw valueError("Invalid hour specified for 12-hour clock.");
    clock.hour = afterNoon(clock.hour, afternoon);
    clock.saysHalf = true;
  }

  private couldBeZone(token: string): boolean {
    const { hour, zoneName, zoneOffset } = this.clock;
    return hour !== undefined && zoneName === undefined && zoneOffset === undefined && looksLikeZone(token);
  }

  /** Reads a zone's name. `GMT+3` means that the clock plus three hours is GMT, so that the sign turns around. */
  private readZoneName(token: string): void {
    const { clock } = this;
    clock.zoneName = token;
    const sign = this.peek(1);
    if (sign !== "+" && sign !== "-") return;
    this.tokens[this.at + 1] = sign === "+" ? "-" : "+";
    if (namesUtc(token)) clock.zoneName = undefined;
  }

  private readZoneOffset(sign: number): void {
    const { clock } = this;
    const digits = this.token(1);
    let hours: number;
    let minutes = 0;
    if (digits.length === 4) {
      hours = whole(digits.slice(0, 2));
      minutes = whole(digits.slice(2));
    } else if (this.peek(2) === ":") {
      hours = whole(digits);
      minutes = whole(this.token(3));
      this.at += 2;
    } else if (digits.length <= 2) hours = whole(digits);
    else throw valueError(digits);
    clock.zoneOffset = sign * (hours * 3600 + minutes * 60);
    const name = this.peek(4);
    const isNamed = this.peek(3) === "(" && this.peek(5) === ")" && name !== undefined && isFiller(this.peek(2) ?? "");
    if (isNamed && name.length >= 3 && clock.zoneName === undefined && looksLikeZone(name)) {
      clock.zoneName = name;
      this.at += 4;
    }
    this.at += 1;
  }
}
