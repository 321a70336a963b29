import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingMistral, runMistral, startMistral, type Answer, type MistralClient } from "./mistral.ts";
import { files, steps, type Step } from "./mistral-steps.ts";
import { serve, type Served } from "./serve.ts";

const missing = missingMistral();
const kept = new Map<string, string>();
let folder: string;
let served: Served;
let client: MistralClient;

beforeAll(async () => {
  if (missing !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), "ostro-mistral-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  served = await serve(`sqlite:${join(folder, "ostro.db")}`);
  client = startMistral(served.url);
});

afterAll(async () => {
  if (missing !== undefined) return;
  client.stop();
  await served.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

function filledIn(text: string): string {
  const filled = text.replaceAll(/<(\w+)>/g, (whole, name: string) => kept.get(name) ?? whole);
  return Object.hasOwn(files, filled) ? join(folder, filled) : filled;
}

async function answerTo({ words, isRepeated }: Step, prints: RegExp): Promise<Answer> {
  const filled = words.map(filledIn);
  for (let tries = 0; ; tries += 1) {
    const answer = await client.run(filled);
    if (!isRepeated || prints.test(answer.out) || tries === 200) return answer;
  }
}

function keep(keeps: Step["keeps"], out: string): void {
  if (Object.keys(keeps).length === 0) return;
  const printed = [JSON.parse(out)].flat() as Record<string, string>[];
  for (const [name, field] of Object.entries(keeps)) kept.set(name, printed[0]?.[field] ?? "");
}

describe("Debian's mistral command", () => {
  test.for(steps.map((step) => [step.words.join(" "), step] as const))("%s", async ([, step], context) => {
    if (missing !== undefined) context.skip(missing);
    const prints = new RegExp(filledIn(step.prints.source), step.prints.flags);
    const { code, out, err } = await answerTo(step, prints);
    expect({ code, said: `${out}${err}` }).toEqual({ code: step.code, said: expect.stringMatching(prints) });
    keep(step.keeps, out);
  });

  test("as Debian installs it", async (context) => {
    if (missing !== undefined) context.skip(missing);
    const { code, out } = await runMistral(served.url, ["execution-list", "--filter", "state=ERROR"]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/\| fail /) });
  });
});
