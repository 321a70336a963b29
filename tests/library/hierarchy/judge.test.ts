import { afterEach, describe, expect, test } from "vitest";
import { compileQuestion } from "../../../src/core/inheritance/conformance/behaviour/space/compile.ts";
import type { BehaviourQuestion } from "../../../src/core/inheritance/index.ts";
import { Judge, type JudgeLimits } from "../../../src/library/index.ts";
import { documentOf } from "../../core/inheritance/child.ts";
import { Shelf } from "../../core/inheritance/shelf.ts";

/** A fork into so many branches; that the child behaves alike with one task more shows only when all states are known. */
function questionOf(width: number): BehaviourQuestion {
  const branches = Array.from({ length: width }, (_, index) => `b${index}`);
  const tasks = branches.map((name) => `  ${name}: {on-success: end}`).join("\n");
  const parent = `tasks:\n  start: {on-success: [${branches.join(", ")}]}\n${tasks}\n  end: {join: all}`;
  const shelf = new Shelf();
  const text = documentOf(
    parent.replaceAll("{}", "{action: std.noop}"),
    "tasks: {check: {before: end, action: std.noop}}",
  );
  const { problems } = shelf.upload(text);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return compileQuestion(shelf.get("p").flow, shelf.get("c").flow);
}

describe("behaviour is compared in a thread", () => {
  let judge: Judge | undefined;

  afterEach(async () => {
    await judge?.close();
    judge = undefined;
  });

  async function told(width: number, limits: Partial<JudgeLimits> = {}): Promise<string> {
    judge ??= new Judge({ maxStates: 20_000, timeoutMs: 60_000, memoryMb: 256, ...limits });
    const answer = (await judge.decide(questionOf(width), ["projection"])).get("projection");
    if (answer === undefined) throw new Error("no answer");
    return answer.type === "undecided" ? `undecided: ${answer.reason}` : answer.type;
  }

  test("one pair after the other", async () => {
    expect(await Promise.all([told(2), told(3)])).toEqual(["shown", "shown"]);
    await judge?.close();
    expect(await told(2)).toBe("undecided: the service is stopping");
  });

  test("more time than allowed, after which it goes on", async () => {
    expect(await told(16, { maxStates: 1e9, timeoutMs: 300 })).toBe("undecided: the time is up");
    expect(await told(2)).toBe("shown");
  });

  // Close to its limit the engine mostly collects garbage.
  test.runIf(process.env["OSTRO_LONG"] === "1")("more memory than allowed, after which it goes on", async () => {
    expect(await told(16, { maxStates: 1e9, memoryMb: 24 })).toBe("undecided: it takes more than 24 MiB of memory");
    expect(await told(2)).toBe("shown");
  });
});
