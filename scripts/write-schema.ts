import { mkdirSync, writeFileSync } from "node:fs";
import { writeJson } from "../src/core/base/index.ts";
import { languageSchema } from "../src/core/inheritance/index.ts";

// The schema of the language as the package hands it out: `ostro/schema/workflow.json`.
const folder = new URL("../dist/schema/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("workflow.json", folder), `${writeJson(languageSchema, 2)}\n`);
