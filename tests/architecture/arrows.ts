/** Who may import whom, doors only: the table of docs/ARCHITECTURE.md, "Rooms and arrows". */
const core = [
  "core/base",
  "core/model",
  "core/expressions",
  "core/language",
  "core/inheritance",
  "core/engine",
  "core/rehearse",
] as const;

const upToLanguage = ["core/base", "core/model", "core/expressions", "core/language"] as const;

const everything = [
  "config",
  ...core,
  "store",
  "actions",
  "library",
  "runtime",
  "triggers",
  "operations",
  "api",
  "client",
  "cli",
  "assembly",
] as const;

export const arrows: Readonly<Record<string, readonly string[]>> = {
  "core/base": [],
  "core/model": ["core/base"],
  "core/expressions": ["core/base"],
  "core/language": ["core/base", "core/model", "core/expressions"],
  "core/inheritance": upToLanguage,
  "core/engine": upToLanguage,
  "core/rehearse": core,
  config: ["core/base"],
  store: ["core/base", "core/model"],
  actions: ["core/base", "core/model"],
  library: [...upToLanguage, "core/inheritance", "store"],
  runtime: [...upToLanguage, "core/engine", "store", "actions"],
  triggers: ["core/base", "core/model", "store", "runtime"],
  operations: ["core/base", "core/model", "store", "runtime"],
  api: ["core/base", "core/model", "store", "library", "runtime", "triggers"],
  client: ["core/base", "api/shapes"],
  cli: ["core/base", "client", ...core],
  web: ["core/base", "client"],
  assembly: ["config", "core/base", "core/model", "store", "actions", "library", "runtime", "triggers", "api"],
  "face of core": core,
  face: everything,
  main: [...everything, "face"],
};

/** Rooms that are one file and have no folder. */
const singleFiles: Readonly<Record<string, string>> = {
  "src/main.ts": "main",
  "src/config.ts": "config",
  "src/index.ts": "face",
  "src/core/index.ts": "face of core",
};

/** Second doors: part of a room that another room may see on its own, and then only its types. */
export const typesOnly: ReadonlySet<string> = new Set(["api/shapes"]);

/**
 * The room that a file belongs to.
 *
 * @param path from the root of the repository, with `/`
 * @returns a key of {@link arrows}; undefined for a file of src/ or web/ in no room of the table, and for files elsewhere
 */
export function roomOf(path: string): string | undefined {
  if (path.startsWith("web/")) return "web";
  const single = singleFiles[path];
  if (single !== undefined) return single;
  const [, first, second] = path.split("/");
  if (!path.startsWith("src/") || first === undefined) return undefined;
  const room = first === "core" ? `core/${second}` : first;
  return Object.hasOwn(arrows, room) && path.startsWith(`src/${room}/`) ? room : undefined;
}

/**
 * The door that a file is.
 *
 * @returns the name under which the table allows it (`store`, `api/shapes`); undefined for a file that is no door
 */
export function doorOf(path: string): string | undefined {
  const single = singleFiles[path];
  if (single !== undefined) return single;
  const folder = /^src\/(.+)\/index\.ts$/.exec(path)?.[1];
  if (folder === undefined) return undefined;
  return typesOnly.has(folder) || roomOf(path) === folder ? folder : undefined;
}
