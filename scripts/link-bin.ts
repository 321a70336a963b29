/**
 * Puts the package's own command where `npx` looks first. npm links the commands of dependencies there, not that of the package itself;
 * without the link `npx ostro` installs the folder into its cache first.
 */
import { mkdirSync, rmSync, symlinkSync } from "node:fs";

const folder = new URL("../node_modules/.bin/", import.meta.url);
const link = new URL("ostro", folder);

mkdirSync(folder, { recursive: true });
rmSync(link, { force: true });
symlinkSync("../../bin/ostro.js", link);
