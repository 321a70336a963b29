import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyHelp, type Help } from "./crawl.ts";
import { World } from "./world.ts";

const helps = (await everyHelp()).filter(({ words }) => words[0] !== "mistral");
const commands = helps.filter(({ isGroup }) => !isGroup);
const lines = [...new Set(helps.flatMap(({ examples }) => examples))];

const makes = ["workflow", "workbook", "action", "environment", "code-source", "dynamic-action", "cron-trigger"];
const created = ["ostro profile set ", ...[...makes, "event-trigger", "member"].map((word) => `ostro ${word} create `)];

/** Things are made first and deleted last, in the other direction. */
function orderOf(line: string): number {
  const made = created.findIndex((start) => line.startsWith(start));
  if (made !== -1) return made - created.length;
  if (!/^ostro \S+ delete /.test(line)) return 0;
  const about = line.slice(0, line.indexOf(" delete ") + 1);
  return 1 + created.length - created.findIndex((start) => start.startsWith(about));
}

const ordered = lines.toSorted((a, b) => orderOf(a) - orderOf(b));

describe("help", () => {
  test.each(helps.map((help) => [["ostro", ...help.words].join(" "), help] as const))(
    "%s has an example of its own",
    (name, { examples, isGroup }: Help) => {
      expect(examples.length).toBeGreaterThan(0);
      expect(isGroup || examples.every((line) => line === name || line.startsWith(`${name} `))).toBe(true);
    },
  );

  test("nobody has to guess what a command does", () => {
    expect(commands.filter(({ text }) => text.split("\n")[2]?.trim() === "")).toEqual([]);
  });
});

describe("examples of the help", () => {
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
