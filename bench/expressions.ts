/**
 * Evaluations per second of processor time of typical expressions, compiled each time and compiled once, beside Python's yaql and jinja2 as
 * Mistral sets them up (where /usr/bin/python3 has them): `node bench/expressions.ts`. Exits with 1 when YAQL is not
 * twenty times as fast as Python's.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Json, JsonMap } from "../src/core/base/index.ts";
import type { MistralFunctions, Scope } from "../src/core/expressions/index.ts";
import { compile as compileYaql } from "../src/core/expressions/yaql/index.ts";
import { compileExpression, compileTemplate } from "../src/core/expressions/jinja/index.ts";

interface Case {
  readonly name: string;
  readonly language: "yaql" | "jinja";
  readonly source: string;
  readonly data: JsonMap;
}

interface Rates {
  readonly each: number;
  readonly once: number;
}

const sources: readonly Omit<Case, "data">[] = [
  { name: "variable", language: "yaql", source: "$.name" },
  { name: "dotted path", language: "yaql", source: "$.vm.net.ip" },
  { name: "filter over 10", language: "yaql", source: "$.ten.where($.ram > 512)" },
  { name: "filter over 1,000", language: "yaql", source: "$.thousand.where($.ram > 512)" },
  { name: "select and sum", language: "yaql", source: "$.ten.select($.ram).sum()" },
  { name: "text of two values", language: "yaql", source: "'vm ' + $.name + ' at ' + str($.vm.port)" },
  { name: "task().result", language: "yaql", source: "task(build).result.id" },
  { name: "dict", language: "yaql", source: "{name => $.name, size => $.ten.len(), tags => [a, b]}" },
  { name: "regular expression", language: "yaql", source: "$.name =~ '^web-[0-9]+$'" },
  {
    name: "Jinja filters",
    language: "jinja",
    source: "{{ _.ten | selectattr('ram', 'gt', 512) | map(attribute='name') | join(',') }}",
  },
  { name: "Jinja block", language: "jinja", source: "{% for vm in _.ten %}{{ vm.name }} {% endfor %}" },
];

const seconds = 0.4;
const wantedRatio = 20;
const cases: readonly Case[] = sources.map((each) => ({
  ...each,
  data: exampleData(each.source.includes("thousand")),
}));
const python = pythonRates();
let missed = 0;

print(["expression", "compiled each", "compiled once", "Python each", "Python once", "ratio each", "ratio once"]);
cases.forEach((example, i) => {
  const own = ownRates(example);
  const other = python?.[i];
  const ratios = other ? [own.each / other.each, own.once / other.once] : [];
  if (example.language === "yaql" && ratios.some((ratio) => ratio < wantedRatio)) missed += 1;
  const numbers = [own.each, own.once, other?.each, other?.once].map((rate) =>
    rate === undefined ? "-" : thousands(rate),
  );
  print([
    example.name,
    ...numbers,
    ...(ratios.length > 0 ? ratios.map((ratio) => `${ratio.toFixed(0)} x`) : ["-", "-"]),
  ]);
});
if (missed > 0) process.stdout.write(`${missed} YAQL expressions are not ${wantedRatio} times as fast\n`);
process.exitCode = missed > 0 ? 1 : 0;

function ownRates({ language, source, data }: Case): Rates {
  const scope: Scope = { data, functions: functionsOf(data) };
  const compile = language === "yaql" ? () => compileYaql(source) : () => compileJinja(source);
  const compiled = compile();
  return { each: rate(() => compile().evaluate(scope)), once: rate(() => compiled.evaluate(scope)) };
}

function compileJinja(source: string): { evaluate(given: Scope): unknown } {
  const isWhole = source.startsWith("{{") && source.indexOf("}}") === source.length - 2;
  return isWhole ? compileExpression(source.slice(2, -2)) : compileTemplate(source);
}

function rate(run: () => unknown): number {
  for (let i = 0; i < 2000; i++) run();
  const start = process.cpuUsage();
  let count = 0;
  for (;;) {
    for (let i = 0; i < 100; i++) run();
    count += 100;
    const { user, system } = process.cpuUsage(start);
    const spent = (user + system) / 1e6;
    if (spent >= seconds) return count / spent;
  }
}

function pythonRates(): (Rates | undefined)[] | undefined {
  const input = JSON.stringify({ cases, seconds });
  const script = join(import.meta.dirname, "expressions.py");
  const result = spawnSync("/usr/bin/python3", [script], { input, encoding: "utf8" });
  if (result.status !== 0) return undefined;
  const rates = JSON.parse(result.stdout) as ([number, number] | null)[];
  return rates.map((pair) => (pair === null ? undefined : { each: pair[0], once: pair[1] }));
}

/** Mistral converts the whole context for every evaluation: only the case that wants the thousand has them. */
function exampleData(hasThousand: boolean): JsonMap {
  const vms = (count: number): Json[] =>
    Array.from({ length: count }, (_, i) => ({ name: `web-${i}`, ram: 256 * (1 + (i % 4)), state: "up" }));
  return {
    name: "web-1",
    vm: { net: { ip: "10.0.0.5" }, port: 8080 },
    ten: vms(10),
    ...(hasThousand ? { thousand: vms(1000) } : {}),
    tasks: { build: { name: "build", result: { id: 7 } } },
  };
}

function functionsOf(given: JsonMap): MistralFunctions {
  const tasks = given["tasks"] as JsonMap;
  return {
    env: () => undefined,
    execution: () => undefined,
    task: (name) => tasks[name ?? "build"] as JsonMap,
    tasks: () => [],
    executions: () => [],
    global: () => undefined,
    uuid: () => "",
    now: () => 0,
    random: () => 0,
  };
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function print(cells: readonly string[]): void {
  const [first = "", ...others] = cells;
  process.stdout.write(`${first.padEnd(20)}${others.map((cell) => cell.padStart(15)).join("")}\n`);
}
