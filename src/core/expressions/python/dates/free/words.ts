import { monthNumber } from "../names.ts";

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

const units: ReadonlyMap<string, number> = new Map([
  ["h", 0],
  ["hour", 0],
  ["hours", 0],
  ["m", 1],
  ["minute", 1],
  ["minutes", 1],
  ["s", 2],
  ["second", 2],
  ["seconds", 2],
]);

/** Whether a token says nothing. */
export function isFiller(token: string): boolean {
  return fillers.has(token.toLowerCase());
}

/** The month that a token names, 1 for January. */
export function monthOfName(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  return token.toLowerCase() === "sept" ? 9 : monthNumber(token);
}

/** 0 for hours, 1 for minutes, 2 for seconds. */
export function unitOfName(token: string | undefined): number | undefined {
  return token === undefined ? undefined : units.get(token.toLowerCase());
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
