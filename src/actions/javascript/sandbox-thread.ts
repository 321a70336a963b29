/** The thread in which programs run: one after the other, each answered by one message. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { evaluate } from "./evaluate.ts";
import type { Program } from "./program.ts";

const file = fileURLToPath(import.meta.resolve("@jitl/quickjs-wasmfile-release-sync/wasm"));
const wasm = new WebAssembly.Module(readFileSync(file));

parentPort?.on("message", (program: Program) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  void evaluate(wasm, program).then((answer) => parentPort?.postMessage(answer));
});
