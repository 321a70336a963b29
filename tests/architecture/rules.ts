import { arrows, doorOf, roomOf, typesOnly } from "./arrows.ts";
import type { Files } from "./files.ts";
import { importsOf, withoutComments } from "./imports.ts";

/** A rule reads the files and names each violation with its place; an empty list means that all is well. */
export type Rule = (files: Files) => string[];

/** Packages that core/ may use: they compute and know nothing of the world. */
const purePackages = new Set(["zod", "yaml"]);

const impure: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["the clock", /\bDate\.now\b|\bDate\(\s*\)|\bperformance\.now\b|\bTemporal\.Now\b/],
  ["chance", /\bMath\.random\b|(?<![.\w])crypto\.\w/],
  ["the process", /(?<![.\w])process(?:\.\w|\[)|\bglobalThis\.process\b/],
  ["a timer", /(?<![.\w])(?:setTimeout|setInterval|setImmediate)\b/],
  ["the network", /(?:\b(?:await|return|void)|=>?)\s+fetch\(|\bglobalThis\.fetch\b/],
  ["the console", /(?<![.\w])console\.\w/],
];

const vagueNames = new Set(["util", "utils", "helper", "helpers", "common", "manager", "misc"]);
const longest = 400;
const fullest = 15;

const isHouse = (path: string): boolean => path.startsWith("src/") || path.startsWith("web/");

/** Every import between rooms follows an arrow of the table and goes through a door. */
export const arrowsOnly: Rule = (files) =>
  houseImports(files).flatMap(({ path, room, target, isTypeOnly }) => {
    const other = roomOf(target);
    if (!isHouse(target)) return [`${path}: ${room} imports ${target}, which is not part of the house`];
    if (other === room || other === undefined) return [];
    const door = doorOf(target);
    if (door === undefined) return [`${path}: ${room} imports ${target}, which is not the door of ${other}`];
    if (!(arrows[room] ?? []).includes(door)) return [`${path}: no arrow leads from ${room} to ${door}`];
    if (typesOnly.has(door) && !isTypeOnly) return [`${path}: of ${door} only types may be imported`];
    return [];
  });

/** Inside a room files import each other, never the room's own door. */
export const ownDoorIsForOthers: Rule = (files) =>
  houseImports(files)
    .filter(({ room, target }) => doorOf(target) === room)
    .map(({ path, room }) => `${path}: imports the door of its own room ${room}`);

/** Every file of src/ and web/ lies in a room of the table. */
export const everyFileHasARoom: Rule = (files) =>
  [...files.keys()].filter((path) => isHouse(path) && roomOf(path) === undefined).map((path) => `${path}: in no room`);

/** core/ knows no package but the pure ones, nothing of Node, no clock, chance, timer or process. */
export const coreIsPure: Rule = (files) =>
  [...files].flatMap(([path, text]) => {
    if (!path.startsWith("src/core/")) return [];
    const packages = importsOf(path, text)
      .filter(({ specifier, target }) => target === undefined && !purePackages.has(specifier))
      .map(({ specifier }) => `${path}: imports ${specifier}`);
    const code = withoutComments(text, true);
    const touched = impure.filter(([, pattern]) => pattern.test(code)).map(([name]) => `${path}: reaches for ${name}`);
    return [...packages, ...touched];
  });

/** No file is longer than a reader's patience. */
export const filesAreShort: Rule = (files) =>
  [...files]
    .map(([path, text]) => ({ path, lines: text.replace(/\n$/, "").split("\n").length }))
    .filter(({ lines }) => lines > longest)
    .map(({ path, lines }) => `${path}: ${lines} lines, more than ${longest}`);

/** No file or folder is named by a word that fits everything. */
export const namesSaySomething: Rule = (files) =>
  [...files.keys()]
    .filter((path) => path.split(/[/.-]/).some((word) => vagueNames.has(word)))
    .map((path) => `${path}: the name says nothing`);

/** A folder that grew too full is divided by words of the domain. */
export const foldersAreSmall: Rule = (files) => {
  const counts = new Map<string, number>();
  for (const path of files.keys()) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > fullest)
    .map(([folder, count]) => `${folder}: ${count} files, more than ${fullest}`);
};

/** Each room has a door that opens with a paragraph: what the room is for and what it does not know. */
export const doorsExplainTheRoom: Rule = (files) => {
  const rooms = new Set([...files.keys()].map(roomOf));
  return [...rooms].flatMap((room) => {
    if (room === undefined || room === "main" || room === "config" || room === "web") return [];
    const path =
      room === "face" ? "src/index.ts" : room === "face of core" ? "src/core/index.ts" : `src/${room}/index.ts`;
    const text = files.get(path);
    if (text === undefined) return [`${path}: the room has no door`];
    const paragraph =
      /^\/\*\*([\s\S]*?)\*\//
        .exec(text)?.[1]
        ?.replaceAll(/\s*\n\s*\*\s?/g, " ")
        .trim() ?? "";
    if (paragraph.length < 80) return [`${path}: does not begin with a paragraph about the room`];
    if (!/\b(no|not|nothing|never)\b/.test(paragraph)) return [`${path}: does not say what the room does not know`];
    return [];
  });
};

/** Each room is named in docs/ARCHITECTURE.md. */
export function roomsMissingIn(document: string): string[] {
  return Object.keys(arrows).filter((room) => !room.startsWith("face") && !document.includes(`\`${room}`));
}

function houseImports(files: Files): { path: string; room: string; target: string; isTypeOnly: boolean }[] {
  return [...files].flatMap(([path, text]) => {
    const room = roomOf(path);
    if (room === undefined) return [];
    return importsOf(path, text).flatMap(({ target, isTypeOnly }) =>
      target === undefined ? [] : [{ path, room, target, isTypeOnly }],
    );
  });
}
