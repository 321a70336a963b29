import { nameIndex, monthNames, weekdayNames } from "../strftime.ts";

const fillers = new Set([
  " ",
  ".",
  ",",
  ";",
  "-",
  "/",
  "'",
  "at",
  "on",
  "and",
  "ad",
  "m",
  "t",
  "of",
  "st",
  "nd",
  "rd",
  "th",
]);

const units = [
  ["h", "hour", "hours"],
  ["m", "minute", "minutes"],
  ["s", "second", "seconds"],
];

/** Whether a token says nothing. */
export function isFiller(token: string): boolean {
  return fillers.has(token.toLowerCase());
}

/** The weekday that a token names, 0 for Monday. */
export function weekdayOfName(token: string): number | undefined {
  return found(nameIndex(weekdayNames, token));
}

/** The month that a token names, 1 for January. */
export function monthOfName(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  if (token.toLowerCase() === "sept") return 9;
  const index = found(nameIndex(monthNames, token));
  return index === undefined ? undefined : index + 1;
}

/** 0 for hours, 1 for minutes, 2 for seconds. */
export function unitOfName(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  return found(units.findIndex((names) => names.includes(token.toLowerCase())));
}

/** Whether a token says after noon (true) or before (false). */
export function isAfternoon(token: string | undefined): boolean | undefined {
  const lower = token?.toLowerCase();
  if (lower === "pm" || lower === "p") return true;
  return lower === "am" || lower === "a" ? false : undefined;
}

/** Whether a token names UTC. */
export function namesUtc(token: string): boolean {
  return ["utc", "gmt", "z"].includes(token.toLowerCase());
}

/** Whether a token has the form of a zone's name. */
export function looksLikeZone(token: string): boolean {
  return Array.from(token).length <= 5 && (/^[A-Z]*$/.test(token) || token === "z");
}

function found(index: number): number | undefined {
  return index < 0 ? undefined : index;
}
