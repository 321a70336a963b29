#!/usr/bin/env node
// Written for old Nodes: it must be able to say what is missing where nothing else of the package can be loaded.
var needed = 24;

if (parseInt(process.versions.node, 10) >= needed) start();
else handOver();

/** A clone runs its sources (Node strips the types); the published package has only the built ones. */
async function start() {
  var fs = await import("node:fs");
  var nodeModule = await import("node:module");
  nodeModule.enableCompileCache();
  var source = new URL("../src/main.ts", import.meta.url);
  var main = await import(fs.existsSync(source) ? source.href : new URL("../dist/main.js", import.meta.url).href);
  process.exitCode = await main.main(process.argv.slice(2));
}

/** Runs the same command on the Node that the package brings along; without one, says what to do. */
async function handOver() {
  var fs = await import("node:fs");
  var childProcess = await import("node:child_process");
  var url = await import("node:url");
  var own = url.fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
  if (!fs.existsSync(own)) {
    process.stderr.write(
      "ostro needs Node " +
        needed +
        " or newer, this is " +
        process.versions.node +
        ". Install it from https://nodejs.org,\n" +
        "or run `npm install node@" +
        needed +
        "` beside ostro and call it by `npx ostro`.\n",
    );
    process.exit(3);
  }
  var child = childProcess.spawn(own, process.argv.slice(1), { stdio: "inherit" });
  // A terminal's Ctrl-C reaches both processes; passed on as well it would count as a second, impatient one.
  ["SIGINT", "SIGTERM", "SIGHUP"].forEach(function (signal) {
    process.on(signal, function () {
      if (signal === "SIGTERM" || !process.stdin.isTTY) child.kill(signal);
    });
  });
  child.on("error", function (error) {
    process.stderr.write("ostro: " + own + " does not run: " + error.message + "\n");
    process.exit(3);
  });
  child.on("exit", function (code, signal) {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
