/**
 * Takes over the recorded answers of Mistral's REST interface: `node scripts/refresh-golden.ts FILE` copies FILE (a list of
 * requests with their answers, under `entries`) to tests/api/golden/rest.json.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write("usage: node scripts/refresh-golden.ts FILE\n");
  process.exit(2);
}
writeFileSync(join(import.meta.dirname, "../tests/api/golden/rest.json"), readFileSync(source));
