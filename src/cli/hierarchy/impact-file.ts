import { writeJson, type JsonMap } from "../../core/base/index.ts";
import { exitCodes, type ExitCode } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { readDocument, type OfflineDocument } from "../offline/document.ts";
import { readText } from "../offline/file.ts";
import { documentText, isForPrograms } from "../output/document.ts";
import { problemsForPeople, problemsForPrograms } from "../output/problems.ts";
import { diffShown } from "./diff-file.ts";
import { drawReport } from "./drawing/draw-report.ts";
import { familyOfFile } from "./file-family.ts";

export interface ImpactOptions {
  /** The file as it was. */
  readonly before?: string;
  readonly output?: string;
}

/**
 * `ostro impact FILE`: what the workflows of a file make of those that extend them, within the file. With `--before OLD` what
 * the edits since then did to the followers, as the service would report it.
 *
 * @returns 2 when a follower is broken, or the file has errors that are no matter of inheritance
 */
export async function impactFileCommand(host: CliHost, file: string, options: ImpactOptions): Promise<ExitCode> {
  const text = await readText(host, file);
  const now = readDocument(text);
  if (now.sources.size === 0 && now.problems.length > 0) {
    if (isForPrograms(options.output)) host.out(problemsForPrograms(now.problems, options.output));
    else host.err(problemsForPeople(now.problems, text, file));
    return exitCodes.wrongUse;
  }
  const before = options.before === undefined ? undefined : readDocument(await readText(host, options.before));
  const report = reportOfFile(now, before);
  if (isForPrograms(options.output)) host.out(documentText(report.json, options.output));
  else host.out(`${drawReport(report.json).join("\n")}\n`);
  return report.isBroken ? exitCodes.wrongUse : exitCodes.done;
}

function reportOfFile(now: OfflineDocument, before: OfflineDocument | undefined): { json: JsonMap; isBroken: boolean } {
  const { members } = familyOfFile(now);
  const edited = (name: string): boolean =>
    writeJson(before?.sources.get(name)?.body ?? null) !== writeJson(now.sources.get(name)?.body ?? null);
  const depths = depthsBelow(members.map(({ id, parents }) => [id, parents.map((parent) => parent.id)]));
  const isFollower = (name: string): boolean => (depths.get(name) ?? 0) > 0 && (before === undefined || !edited(name));
  const own = [...now.sources.keys()].filter((name) => !isFollower(name));
  const workflows = own.flatMap((name): JsonMap[] => {
    const was = before?.workflows.get(name);
    const is = now.workflows.get(name);
    if (was === undefined || is === undefined || !edited(name)) return [];
    const { interface: terms, ...diff } = diffShown(was, is);
    return [{ name, diff, interface: terms ?? null }];
  });
  const items = members.flatMap(({ id, state, error }): JsonMap[] => {
    if (!now.sources.has(id) || (state !== "BROKEN" && !isFollower(id))) return [];
    const depth = depths.get(id) ?? 0;
    if (error !== "") return [{ name: id, depth, effect: "broken", errors: errorsOf(now, id) }];
    const [was, is] = [before?.workflows.get(id), now.workflows.get(id)];
    if (was === undefined || is === undefined || writeJson(was.spec) === writeJson(is.spec)) {
      return [{ name: id, depth, effect: "unchanged" }];
    }
    return [{ name: id, depth, effect: "changed", diff: diffShown(was, is) }];
  });
  const count = (effect: string): number => items.filter((item) => item["effect"] === effect).length;
  const descendants = {
    followers: items.length,
    unchanged: count("unchanged"),
    changed: count("changed"),
    broken: count("broken"),
  };
  return { json: { dry_run: true, workflows, descendants, items }, isBroken: descendants.broken > 0 };
}

function errorsOf({ flattening }: OfflineDocument, name: string): JsonMap[] {
  return flattening
    .filter(({ workflow, severity }) => workflow === name && severity === "error")
    .map(({ code, path, message, place }) => ({ code, path, message, line: place?.line ?? null }));
}

/** How many levels of the file are above each; 0 for one without a parent in it. */
function depthsBelow(family: readonly (readonly [string, readonly string[]])[]): ReadonlyMap<string, number> {
  const parents = new Map(family);
  const depths = new Map<string, number>();
  const depthOf = (name: string, path: readonly string[]): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    if (path.includes(name)) return 0;
    const above = parents.get(name) ?? [];
    const depth = above.length === 0 ? 0 : 1 + Math.max(...above.map((parent) => depthOf(parent, [...path, name])));
    depths.set(name, depth);
    return depth;
  };
  for (const [name] of family) depthOf(name, []);
  return depths;
}
