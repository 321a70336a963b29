#!/usr/bin/env node
// No static imports and plain syntax: on an old Node this file must still be able to say what is missing.
const needed = 24;

if (Number(process.versions.node.split(".")[0]) >= needed) void start();
else void handOver();

/** A clone runs its sources (Node strips the types); the published package has only the built files. */
async function start() {
  const { existsSync } = await import("node:fs");
  const { enableCompileCache } = await import("node:module");
  enableCompileCache();
  const source = new URL("../src/main.ts", import.meta.url);
  const built = new URL("../dist/main.js", import.meta.url);
  const { main } = await import(existsSync(source) ? source.href : built.href);
  process.exitCode = await main(process.argv.slice(2));
}

/** Runs the same command on the Node that the package brings along; without one, says what to do. */
async function handOver() {
  const { existsSync } = await import("node:fs");
  const { spawn } = await import("node:child_process");
  const { fileURLToPath } = await import("node:url");
  const own = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
  if (!existsSync(own)) {
    process.stderr.write(`ostro needs Node ${needed} or newer, and this is Node ${process.versions.node}.
Install it from https://nodejs.org, or put it beside ostro by \`npm install node@${needed}\` and call \`npx ostro\`.
`);
    process.exit(3);
  }
  const child = spawn(own, process.argv.slice(1), { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // A terminal's Ctrl-C reaches both processes; passed on as well it would count as a second, impatient one.
      if (signal === "SIGTERM" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on("error", (error) => {
    process.stderr.write(`ostro: ${own} does not run: ${error.message}\n`);
    process.exit(3);
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
