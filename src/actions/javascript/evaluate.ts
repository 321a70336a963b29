import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
} from "quickjs-emscripten-core";
import type { Answer, Program } from "./program.ts";

/** The types of the package say that this is a module around the variant; imported by Node it is the variant. */
const quickjs = variant as unknown as QuickJSSyncVariant;

const pageBytes = 65_536;
/** What QuickJS asks for to begin with. */
const initialPages = 256;
const stackBytes = 256 * 1024;
const jobsAtOnce = 1000;

/** Taken before the program runs, so that it cannot be replaced by it. */
const stringifyCode = `(() => {
  const { stringify } = JSON, { isSafeInteger } = Number;
  const plain = (_, v) => typeof v !== "bigint" ? v : isSafeInteger(Number(v)) ? Number(v) : String(v);
  return (value) => stringify(value, plain) ?? "null";
})()`;

/**
 * Runs a program in an engine of its own, within a memory of its own that cannot grow beyond the limit. The program reaches
 * nothing but the language: no files, no network, no timers, no modules.
 *
 * QuickJS's own limit of memory lets some allocations through; the limit of the WebAssembly memory does not.
 *
 * @param wasm QuickJS, compiled
 */
export async function evaluate(wasm: WebAssembly.Module, program: Program): Promise<Answer> {
  let isLate = () => false;
  try {
    const maximum = Math.max(initialPages, Math.floor(program.memoryBytes / pageBytes));
    const wasmMemory = new WebAssembly.Memory({ initial: initialPages, maximum });
    const engine = await newQuickJSWASMModuleFromVariant(newVariant(quickjs, { wasmModule: wasm, wasmMemory }));
    const runtime = engine.newRuntime();
    runtime.setMaxStackSize(stackBytes);
    isLate = stopwatch(program.timeoutMs);
    runtime.setInterruptHandler(isLate);
    return { type: "value", json: run(runtime, program, isLate) };
  } catch (error) {
    return { type: "error", message: explain(error, program, isLate()) };
  }
}

/** Time of this thread alone, so that a busy machine does not end a program that is quick. */
function stopwatch(limitMs: number): () => boolean {
  const start = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(start);
    return user + system > limitMs * 1000;
  };
}

/** Nothing is disposed of: the whole memory is thrown away with the engine. */
function run(runtime: QuickJSRuntime, { code, data }: Program, isLate: () => boolean): string {
  const context = runtime.newContext();
  const stringify = valueOf(context, context.evalCode(stringifyCode));
  const parse = valueOf(context, context.evalCode("JSON.parse"));
  const given = valueOf(context, context.callFunction(parse, context.undefined, context.newString(data)));
  context.setProp(context.global, "$", given);
  const value = settle(runtime, context, valueOf(context, context.evalCode(code, "script")), isLate);
  return context.getString(valueOf(context, context.callFunction(stringify, context.undefined, value)));
}

function settle(
  runtime: QuickJSRuntime,
  context: QuickJSContext,
  value: QuickJSHandle,
  isLate: () => boolean,
): QuickJSHandle {
  for (;;) {
    const state = context.getPromiseState(value);
    if (state.type === "fulfilled") return state.value;
    if (state.type === "rejected") throw new ScriptError(describe(context.dump(state.error)));
    const ran = runtime.executePendingJobs(jobsAtOnce);
    if (ran.error !== undefined) throw new ScriptError(describe(context.dump(ran.error)));
    if (ran.value === 0) throw new ScriptError("the promise it returned can never be settled");
    if (isLate()) throw new ScriptError("interrupted");
  }
}

class ScriptError extends Error {}

function valueOf(context: QuickJSContext, result: ReturnType<QuickJSContext["evalCode"]>): QuickJSHandle {
  if (result.error !== undefined) throw new ScriptError(describe(context.dump(result.error)));
  return result.value;
}

/** What was thrown may be anything; of an Error its name, message and line are told. */
function describe(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null || !("message" in thrown)) {
    // When no memory is left, QuickJS cannot even make the error.
    if (thrown === null) return "out of memory";
    return typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? typeof thrown);
  }
  const name = "name" in thrown && typeof thrown.name === "string" ? `${thrown.name}: ` : "";
  const line = "stack" in thrown ? /script:(\d+)/.exec(String(thrown.stack))?.[1] : undefined;
  return `${name}${String(thrown.message)}${line === undefined ? "" : ` (line ${line})`}`;
}

function explain(error: unknown, { timeoutMs, memoryBytes }: Program, isOver: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  if (isOver && message.includes("interrupted")) return `the script ran longer than ${timeoutMs / 1000} seconds`;
  const isFull = /^(InternalError: )?out of memory|Aborted|memory access out of bounds|OOM/.test(message);
  return isFull ? `the script needed more than ${Math.floor(memoryBytes / 1024 ** 2)} MiB of memory` : message;
}
