import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyHelp, type Help } from "./crawl.ts";
import { World } from "./world.ts";

const helps = await everyHelp();
const commands = helps.filter(({ isGroup }) => !isGroup);
const lines = [...new Set(helps.flatMap(({ examples }) => examples))];

const makes = ["workflow", "workbook", "action", "environment", "code-source", "dynamic-action", "cron-trigger"];
const made = [...makes, "event-trigger", "member"];

/** Things are made first and deleted last, in the other direction. */
function orderOf(line: string): number {
  const [, resource = "", verb] = /^ostro (?:mistral )?([a-z-]+?)[ -](create|set|delete)(?: |$)/.exec(line) ?? [];
  if (line.startsWith("ostro profile set ")) return -made.length - 1;
  const place = made.indexOf(resource);
  if (place !== -1 && verb === "create") return place - made.length;
  return verb === "delete" ? 1 + made.length - place : 0;
}

describe("help", () => {
  test.each(helps.map((help) => [["ostro", ...help.words].join(" "), help] as const))(
    "%s has an example of its own",
    (name, { examples, isGroup }: Help) => {
      expect(examples.length).toBeGreaterThan(0);
      expect(isGroup || examples.every((line) => line === name || line.startsWith(`${name} `))).toBe(true);
    },
  );

  test("fits 80 columns, but for words that are longer than that", () => {
    const long = helps.flatMap(({ text }) => text.split("\n").filter((line) => line.length > 80));
    expect(long.filter((line) => !/^( {2}\$|Usage:) /.test(line) && line.trim().includes(" "))).toEqual([]);
  });

  test("nobody has to guess what a command does", () => {
    expect(commands.filter(({ text }) => text.split("\n")[2]?.trim() === "")).toEqual([]);
  });
});

describe.each([
  ["examples of the help", lines.filter((line) => !line.startsWith("ostro mistral "))],
  ["examples of Mistral's words", lines.filter((line) => line.startsWith("ostro mistral "))],
])("%s", (_what, some) => {
  const ordered = some.toSorted((a, b) => orderOf(a) - orderOf(b));
  let world: World;

  beforeAll(async () => {
    world = await World.open();
  });

  afterAll(() => world.close());

  test.each(ordered.filter((line) => orderOf(line) < 0))("%s", (line) => expectSuccess(line));

  test("more is there for the others", async () => {
    await expect(world.fill()).resolves.toBeUndefined();
  });

  test.each(ordered.filter((line) => orderOf(line) >= 0))("%s", (line) => expectSuccess(line));

  async function expectSuccess(line: string): Promise<void> {
    const { exitCode, out, err } = await world.run(line);
    expect({ exitCode, said: `${out}${err}` }).toEqual({ exitCode: 0, said: expect.stringMatching(/./) });
  }
});
