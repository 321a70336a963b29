/**
 * Takes over recorded cases: `node scripts/refresh-cases.ts FOLDER` copies the folders expressions, inheritance and workflows
 * of FOLDER to tests/conformance/cases/. Each of them says in its README how its cases are run.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write("usage: node scripts/refresh-cases.ts FOLDER\n");
  process.exit(2);
}

const target = join(import.meta.dirname, "..", "tests", "conformance", "cases");
for (const folder of ["expressions", "inheritance", "workflows"]) {
  rmSync(join(target, folder), { recursive: true, force: true });
  mkdirSync(join(target, folder), { recursive: true });
  // Read and written anew, so that the copies do not inherit the write protection of the recorded files.
  for (const name of readdirSync(join(source, folder))) {
    writeFileSync(join(target, folder, name), readFileSync(join(source, folder, name)));
  }
}
